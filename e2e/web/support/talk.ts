import { randomBytes } from 'node:crypto';
import { call, signIn } from '../../support/http.js';
import { PEOPLE } from './fixtures.js';
import { letIn, openWorkspace } from './house.js';

export const hex = (): string => randomBytes(12).toString('hex');
/** The body of a post. */
export const body = (text: string, ...mentions: string[]) => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text },
        ...mentions.map((id) => ({ type: 'mention', attrs: { id, label: 'Somebody' } })),
      ],
    },
  ],
});

const MOST_SEQ = 1_000_000;

/** A workspace with a coordinator and an editor, and a question that the coordinator has asked. */
export async function asked(url: string, title = 'How do you sign?') {
  const [coordinator, operator, editor] = await Promise.all(
    [PEOPLE.coordinator, PEOPLE.operator, PEOPLE.kortrijk].map((email) => signIn(url, email)),
  );
  const by = { coordinator: coordinator ?? '', operator: operator ?? '' };
  const workspaceId = await openWorkspace(url, by.coordinator, `Talk ${hex()}`);
  await letIn(url, by, workspaceId, { email: PEOPLE.kortrijk, role: 'editor', cookie: editor ?? '' });
  const threadId = hex();
  const question = { postId: hex(), kind: 'question', title, body: body('We are about to begin.') };
  await call(url, by.coordinator, 'PUT', `/workspaces/${workspaceId}/threads/${threadId}`, question);
  const say = (cookie: string, text: string, answers: number | null = null, ...mentions: string[]) =>
    // Nobody looks at the answer: it need not carry the whole thread, which is much for the last of 300 posts.
    call(url, cookie, 'PUT', `/threads/${threadId}/posts/${hex()}?after=${MOST_SEQ}`, {
      body: body(text, ...mentions),
      answers,
    });
  const state = async () =>
    (await call(url, by.coordinator, 'GET', `/threads/${threadId}`)) as {
      thread: { posts: number; status: string };
      posts: { no: number; html: string; reactions: unknown[] }[];
    };
  return {
    workspaceId,
    threadId,
    say,
    state,
    coordinator: by.coordinator,
    editor: editor ?? '',
    operator: by.operator,
  };
}
