import { MailPage, MemberPage, Workspace, type WorkspaceRole } from '@kontor/contracts';
import type { Caller, TestApp } from './boot-test-app.js';

export const demo = (who: string) => `${who}@demo.kontor.example`;

/** The token in the newest invitation mail to this address, as the operator's outbox shows it. */
export async function invitationToken(operator: Caller, email: string): Promise<string> {
  const { items } = MailPage.parse((await operator.get('/operator/mail?limit=100').expect(200)).body);
  const mail = items.find(({ to, text }) => to === email && text.includes('/invitation#token='));
  const token = /\/invitation#token=([A-Za-z0-9_-]+)/.exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no invitation was mailed to ${email}`);
  return token;
}

/** One workspace with one person per role, and those who have none; everybody is signed in. */
export interface Cast {
  workspaceId: string;
  coordinator: Caller;
  editor: Caller;
  'decision-maker': Caller;
  member: Caller;
  /** Signed in, but nothing to do with this workspace. */
  outsider: Caller;
  operator: Caller;
  anonymous: Caller;
  idOf(role: WorkspaceRole): string;
}

const EMAILS: Readonly<Record<WorkspaceRole, string>> = {
  coordinator: demo('coordinator'),
  editor: demo('editor.kortrijk'),
  'decision-maker': demo('decision-maker.kortrijk'),
  member: demo('member'),
};

/** Opens a workspace of its own for a test, and lets everybody in by the door that people use: an invitation. */
export async function castOf(app: TestApp, name = 'A workspace of its own'): Promise<Cast> {
  const signIn = (email: string) => app.signIn(email);
  const [coordinator, editor, decisionMaker, member, outsider, operator] = await Promise.all([
    signIn(EMAILS.coordinator),
    signIn(EMAILS.editor),
    signIn(EMAILS['decision-maker']),
    signIn(EMAILS.member),
    signIn(demo('editor.ghent')),
    signIn(demo('operator')),
  ]);
  const { id: workspaceId } = Workspace.parse(
    (await coordinator.post('/workspaces', { name }).expect(201)).body,
  );
  const callers = { editor, 'decision-maker': decisionMaker, member };
  for (const role of ['editor', 'decision-maker', 'member'] as const) {
    const email = EMAILS[role];
    await coordinator.post(`/workspaces/${workspaceId}/invitations`, { email, role }).expect(201);
    const token = await invitationToken(operator, email);
    await callers[role].post('/invitations/accept', { token }).expect(200);
  }
  const members = MemberPage.parse(
    (await coordinator.get(`/workspaces/${workspaceId}/members`).expect(200)).body,
  );
  const ids = new Map(members.items.map(({ role, userId }) => [role, userId]));
  return {
    workspaceId,
    coordinator,
    ...callers,
    outsider,
    operator,
    anonymous: app.anonymous,
    idOf: (role) => ids.get(role) ?? '',
  };
}

/** Who calls, in the order of the columns of a table of expected answers. */
export const CALLERS = [
  'coordinator',
  'editor',
  'decision-maker',
  'member',
  'outsider',
  'operator',
  'anonymous',
] as const;
