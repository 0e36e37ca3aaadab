import { randomBytes } from 'node:crypto';
import { NEWCOMER_PASSWORD, call, signIn } from '../../support/http.js';

/** A workspace of its own for one test, led by who carries the cookie; resolves with its id. */
export async function openWorkspace(url: string, cookie: string, name: string): Promise<string> {
  const { id } = await call(url, cookie, 'POST', '/workspaces', { name });
  return String(id);
}

/** A document in that workspace; `fields` as the API takes them. Resolves with its id. */
export async function beginDocument(
  url: string,
  cookie: string,
  workspaceId: string,
  fields: { title: string } & Record<string, unknown>,
): Promise<string> {
  const path = `/workspaces/${workspaceId}/practice-documents`;
  const { id } = await call(url, cookie, 'POST', path, { template: 'blank', ...fields });
  return String(id);
}

/** Invites by the API; resolves with the address that stands in the mail. */
export async function invite(
  url: string,
  by: { coordinator: string; operator: string },
  workspaceId: string,
  invitation: { email: string; role: string },
): Promise<string> {
  await call(url, by.coordinator, 'POST', `/workspaces/${workspaceId}/invitations`, invitation);
  const { items } = (await call(url, by.operator, 'GET', '/operator/mail?limit=100')) as {
    items: { to: string; text: string }[];
  };
  const mail = items.find(({ to, text }) => to === invitation.email && text.includes('/invitation#token='));
  const link = /\S+\/invitation#token=[\w-]+/.exec(mail?.text ?? '')?.[0];
  if (link === undefined) throw new Error(`no invitation was mailed to ${invitation.email}`);
  return link;
}

/** Lets a demo person into a workspace by the door that people use: an invitation that they accept. */
export async function letIn(
  url: string,
  by: { coordinator: string; operator: string },
  workspaceId: string,
  person: { email: string; role: string; cookie: string },
): Promise<void> {
  const { email, role, cookie } = person;
  const link = await invite(url, by, workspaceId, { email, role });
  const token = link.split('#token=')[1] ?? '';
  await call(url, cookie, 'POST', '/invitations/accept', { token });
}

/**
 * Somebody new with an account of their own. Who waits for mails must be one: to whoever got four within the hour, as the
 * demo accounts do in a run of many tests, the rest comes in one later.
 */
export async function newcomer(
  url: string,
  by: { coordinator: string; operator: string },
  workspaceId: string,
  role: string,
): Promise<{ email: string; cookie: string; id: string }> {
  const name = `Newcomer ${randomBytes(4).toString('hex')}`;
  const email = `${name.toLowerCase().replace(' ', '.')}@city.example`;
  const link = await invite(url, by, workspaceId, { email, role });
  const token = link.split('#token=')[1] ?? '';
  const account = { name, password: NEWCOMER_PASSWORD, language: 'en' };
  await call(url, '', 'POST', '/invitations/accept', { token, account });
  const cookie = await signIn(url, email);
  const { id } = await call(url, cookie, 'GET', '/me');
  return { email, cookie, id: String(id) };
}
