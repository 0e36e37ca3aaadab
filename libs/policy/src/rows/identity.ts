import { mailStaysHere, mayBeSeen, notOwnAccount, setUpNeeded } from '../conditions/workspaces.js';
import { RULES } from '../rules.js';
import { read, write, Y, type Rows } from './row.js';

/** Doors without a sign-in, the own account, the operator's desk, the directory. */
export const identityRows: Rows<
  | 'instance'
  | 'set-up'
  | 'session'
  | 'me'
  | 'own-data'
  | 'password-reset'
  | 'mail-outbox'
  | 'account'
  | 'directory'
  | 'notification'
  | 'unsubscription'
  | 'person'
  | 'search'
> = {
  'instance.read': read(RULES.publicDoors, [], { anyone: Y }),
  'set-up.complete': write(RULES.setUpOnce, ['instance'], { anyone: [setUpNeeded] }),
  'session.create': write(RULES.publicDoors, [], { anyone: Y }),
  'session.end': write(RULES.ownAccount, [], { person: Y }),
  'me.read': read(RULES.ownAccount, [], { person: Y }),
  'me.update': write(RULES.ownAccount, [], { person: Y }),
  'own-data.access': read(RULES.ownAccount, [], { person: Y }),
  'own-data.correct': write(RULES.ownAccount, [], { person: Y }),
  'own-data.export': read(RULES.ownAccount, [], { person: Y }),
  'own-data.erase': write(RULES.ownAccount, [], { person: Y }),
  'password-reset.request': write(RULES.publicDoors, [], { anyone: Y }),
  'password-reset.complete': write(RULES.publicDoors, [], { anyone: Y }),
  'mail-outbox.read': read(RULES.operatorsDesk, [], { operator: [mailStaysHere] }),
  'account.list': read(RULES.operatorsDesk, [], { operator: Y }),
  'account.disable': write(RULES.operatorsDesk, [], { operator: [notOwnAccount] }),
  'account.enable': write(RULES.operatorsDesk, [], { operator: [notOwnAccount] }),
  'notification.read': read(RULES.ownNotifications, [], { person: Y }),
  'notification.settle': write(RULES.ownNotifications, [], { person: Y }),
  'notification.choose': write(RULES.ownNotifications, [], { person: Y }),
  'unsubscription.inspect': read(RULES.unsubscription, [], { anyone: Y }),
  'unsubscription.create': write(RULES.unsubscription, [], { anyone: Y }),
  'directory.read': read(RULES.directory, [], { person: Y }),
  'search.run': read(RULES.searching, [], { person: Y }),
  'person.see': read(RULES.people, ['person'], { person: [mayBeSeen] }),
  'person.list': read(RULES.peopleDirectory, [], { person: Y }),
};
