import { SESSION_COOKIE } from '@kontor/contracts';

const API = '/api/v1';
export const DEMO_PASSWORD = 'kontor-demo';
/** Of the accounts that tests open themselves: the one of the demo would be refused as too easily guessed. */
export const NEWCOMER_PASSWORD = 'herring-for-all-gables';
const passwordOf = (email: string): string =>
  email.endsWith('@demo.kontor.example') ? DEMO_PASSWORD : NEWCOMER_PASSWORD;

/** Signs a demo account or a newcomer in over HTTP; resolves with the Cookie header to send. */
export async function signIn(url: string, email: string, password = passwordOf(email)): Promise<string> {
  const answer = await fetch(`${url}${API}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kontor-request': '1' },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${email} answered ${answer.status}: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().find((c) => c.startsWith(`${SESSION_COOKIE}=`));
  if (cookie === undefined) throw new Error('the sign-in answer sets no session cookie');
  return cookie.split(';')[0] ?? '';
}

/** Calls the API; throws on anything but 2xx with the problem's text. */
export async function call(
  url: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}${API}${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', 'x-kontor-request': '1' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A fresh blank document in the first demo workspace that lets this person create one; resolves with its id. */
export async function createDocument(url: string, cookie: string, title: string): Promise<string> {
  const { items } = (await call(url, cookie, 'GET', '/workspaces')) as {
    items: { id: string; isSample: boolean; abilities: { createDocument: boolean } }[];
  };
  // Not one that another test has opened for itself: other people are in it.
  const workspace = items.find((w) => w.isSample && w.abilities.createDocument);
  if (workspace === undefined) throw new Error('no workspace lets this person create a document');
  const path = `/workspaces/${workspace.id}/practice-documents`;
  const created = await call(url, cookie, 'POST', path, { title, template: 'blank' });
  return String(created['id']);
}
