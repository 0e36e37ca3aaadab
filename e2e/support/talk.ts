import { randomBytes } from 'node:crypto';
import { ThreadState, type Notification, NotificationPage, UnreadNotifications } from '@kontor/contracts';
import { JobRunner } from '../../apps/api/src/jobs/job-runner.js';
import type { Caller, TestApp } from './boot-test-app.js';

export const newId = (): string => randomBytes(12).toString('hex');

/** The body of a post: words, and whom it mentions. */
export const post = (text: string, ...mentions: string[]) => ({
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

/** Starts a thread in a workspace. */
export async function begin(who: Caller, workspaceId: string, given: object = {}): Promise<ThreadState> {
  const sent = {
    postId: newId(),
    kind: 'question',
    title: 'How do you sign?',
    body: post('How do you sign?'),
    ...given,
  };
  const answer = await who.put(`/workspaces/${workspaceId}/threads/${newId()}`, sent).expect(200);
  return ThreadState.parse(answer.body);
}

/** Writes in a thread. */
export async function say(
  who: Caller,
  { thread }: Pick<ThreadState, 'thread'>,
  body: object,
  answers: number | null = null,
): Promise<ThreadState> {
  const answer = await who.put(`/threads/${thread.id}/posts/${newId()}`, { body, answers }).expect(200);
  return ThreadState.parse(answer.body);
}

/** Settles when everybody was told, and what was due by mail lies in the outbox. */
export const told = (app: TestApp): Promise<void> => app.kontor.app.get(JobRunner).idle();

export const notices = async (who: Caller, show = 'all'): Promise<Notification[]> =>
  NotificationPage.parse((await who.get(`/notifications?limit=100&show=${show}`).expect(200)).body).items;

export const unread = async (who: Caller): Promise<number> =>
  UnreadNotifications.parse((await who.get('/notifications/unread').expect(200)).body).unread;
