import { RULES } from '../rules.js';
import { condition, isSelf, person } from './condition.js';

export const setUpNeeded = condition(RULES.setUpOnce, (f) => f.instance?.setUpNeeded === true);
export const mailStaysHere = condition(RULES.outboxClosed, (f) => f.instance?.deliversMail !== true);
export const notOwnAccount = condition(RULES.notOwnAccount, (f) => !isSelf(f, f.account?.userId));

export const coordinatesSomewhere = condition(
  RULES.workspaceCreation,
  (f) => person(f)?.coordinatesSomewhere === true,
);
export const mayBeSeen = condition(
  RULES.people,
  (f) => person(f)?.isOfficialSomewhere === true || f.person?.sharesWorkspace === true,
);

export const workspaceIsArchived = condition(RULES.notArchived, (f) => f.workspace?.archived === true);
/** Without knowledge of the membership, only somebody who is no coordinator at all is surely not the last one. */
export const notLastCoordinator = condition(RULES.lastCoordinator, (f) =>
  f.membership ? !f.membership.isLastCoordinator : f.workspace?.role !== 'coordinator',
);
export const leavesOneself = condition(
  RULES.leaving,
  (f) => f.membership === undefined || isSelf(f, f.membership.userId),
);
