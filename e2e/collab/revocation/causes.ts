import { CLOSE, MailPage, SessionPage } from '@kontor/contracts';
import type { Caller } from '../../support/boot-test-app.js';
import type { Place, Scene } from './scene.js';

/** Somebody whose connections must not feel anything, in the same set-up. */
export interface Staying {
  who: Caller;
  place: Place;
}

/** A way to lose a right, and all that follows from it. */
export interface Cause {
  title: string;
  /** Ends the right; resolves when the server has answered. */
  act(scene: Scene, devices: Devices): PromiseLike<unknown>;
  /** Makes ready what is not part of the act, before the clock runs. */
  prepare?(scene: Scene): Promise<string>;
  /** What the connections to the text are closed with. */
  code: number;
  /** The connections for events are ended, or told that rights have changed and judged anew. */
  events: 'ended' | 'told';
  /** What the person may do with the document from then on. */
  then: 'signed out' | 'nothing' | 'read';
  /** Whoever coordinates may still write in the document. */
  isOpen: boolean;
  /** The workspace itself is no longer theirs, not only the document. */
  isRemoved?: boolean;
  staying(scene: Scene, devices: Devices): Staying[];
}

/** What a cause may need beyond the scene. */
export interface Devices {
  /** The person, signed in a second time. */
  other: Caller;
  /** What `prepare` came back with. */
  prepared: string;
}

const memberPath = ({ here, personId }: Scene): string =>
  `/workspaces/${here.workspaceId}/members/${personId}`;
const coordinatorHere = ({ coordinator, here }: Scene): Staying => ({ who: coordinator, place: here });
const personElsewhere = ({ person, elsewhere }: Scene): Staying => ({ who: person, place: elsewhere });
const otherDevice = ({ here }: Scene, { other }: Devices): Staying => ({ who: other, place: here });

/** The person keeps the session and everything in other workspaces; what changes is in one workspace or document. */
const right = (
  title: string,
  act: Cause['act'],
  rest: Pick<Cause, 'code' | 'then'> & Partial<Cause>,
): Cause => ({
  title,
  act,
  events: 'told',
  isOpen: true,
  staying: (scene) => [personElsewhere(scene), ...((rest.isOpen ?? true) ? [coordinatorHere(scene)] : [])],
  ...rest,
});

/** The session itself ends, and with it everything that hangs on it. */
const session = (title: string, act: Cause['act'], rest: Partial<Cause> = {}): Cause => ({
  title,
  act,
  code: CLOSE.sessionEnded,
  events: 'ended',
  then: 'signed out',
  isOpen: true,
  staying: (scene) => [coordinatorHere(scene)],
  ...rest,
});

const onlyThisDevice: Partial<Cause> = {
  staying: (scene, devices) => [coordinatorHere(scene), otherDevice(scene, devices)],
};

/** Asks for a link by mail; resolves with its token. */
async function resetToken({ app, operator, email }: Scene): Promise<string> {
  await app.anonymous.post('/password-resets', { email }).expect(202);
  const { items } = MailPage.parse((await operator.get('/operator/mail?limit=100').expect(200)).body);
  const mail = items.find(({ to, text }) => to === email && text.includes('/reset-password#'));
  return /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

export const CAUSES: readonly Cause[] = [
  right(
    'role changed to decision-maker: they read on and write no more',
    (scene) => scene.coordinator.patch(memberPath(scene), { role: 'decision-maker' }).expect(200),
    { code: CLOSE.rightsChanged, then: 'read' },
  ),
  right(
    'role changed to member: a draft that nobody has shared is gone for them',
    (scene) => scene.coordinator.patch(memberPath(scene), { role: 'member' }).expect(200),
    { code: CLOSE.accessRemoved, then: 'nothing' },
  ),
  right(
    'removed from the workspace: nothing of it is left for them',
    (scene) => scene.coordinator.delete(memberPath(scene)).expect(204),
    { code: CLOSE.accessRemoved, then: 'nothing', isRemoved: true },
  ),
  right(
    'document archived: nobody writes in it any more, all may read',
    ({ coordinator, here }) => coordinator.post(`/practice-documents/${here.documentId}/archive`).expect(200),
    { code: CLOSE.rightsChanged, then: 'read', isOpen: false },
  ),
  right(
    'workspace archived: nobody writes in it any more, all may read',
    ({ coordinator, here }) => coordinator.post(`/workspaces/${here.workspaceId}/archive`).expect(200),
    { code: CLOSE.rightsChanged, then: 'read', isOpen: false },
  ),
  session('account disabled by the operator', ({ operator, personId }) =>
    operator.post(`/operator/people/${personId}/disable`).expect(204),
  ),
  session(
    'signed out: this device, and no other',
    ({ person }) => person.delete('/session').expect(204),
    onlyThisDevice,
  ),
  session('signed out everywhere, from another device', (_, { other }) =>
    other.delete('/sessions').expect(204),
  ),
  session(
    'the session ended in the list of sessions: that device, and no other',
    (_, { other, prepared }) => other.delete(`/me/sessions/${prepared}`).expect(204),
    {
      ...onlyThisDevice,
      prepare: async ({ person }) => {
        const { items } = SessionPage.parse((await person.get('/me/sessions').expect(200)).body);
        return items.find(({ current }) => current)?.id ?? '';
      },
    },
  ),
  session(
    'password changed on another device, which goes on',
    ({ password }, { other }) =>
      other
        .post('/me/password', { currentPassword: password, newPassword: `${password}, upstream` })
        .expect(204),
    onlyThisDevice,
  ),
  session(
    'password set anew by a link in a mail',
    ({ app, password }, { prepared }) =>
      app.anonymous
        .post('/password-resets/complete', { token: prepared, password: `${password}, upstream` })
        .expect(204),
    { prepare: resetToken },
  ),
];
