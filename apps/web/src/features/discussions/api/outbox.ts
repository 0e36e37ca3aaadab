import { Attachment, PostBody } from '@kontor/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { ApiError } from '../../../app/http.js';
import { ownWords } from '../../../app/own-words.js';
import { newId } from './new-id.js';
import { sendPost } from './threads.js';

/** A post that the server has not confirmed yet. It is kept on the device until it has, and survives a closed tab. */
const Waiting = z.object({
  userId: z.string(),
  threadId: z.string(),
  postId: z.string(),
  body: PostBody,
  answers: z.number().nullable(),
  answersId: z.string().nullable().default(null),
  /** They are on the server already: without a connection none can be put in. */
  attachments: Attachment.array().default([]),
  writtenAt: z.string(),
  /** Set when the server refuses it for good: shown, and kept until its author has copied or dropped it. */
  refused: z.string().nullable().default(null),
});
export type WaitingPost = z.output<typeof Waiting>;

const NAME = 'outbox';
const RETRY_MS = 5_000;

const read = (): WaitingPost[] =>
  ownWords
    .places()
    .filter(({ name }) => name === NAME)
    .flatMap(({ userId }) => Waiting.array().safeParse(ownWords.get(userId, NAME)).data ?? []);

let waiting: WaitingPost[] = read();
const listeners = new Set<() => void>();

function change(next: WaitingPost[]): void {
  const people = new Set([...waiting, ...next].map(({ userId }) => userId));
  waiting = next;
  for (const userId of people) {
    const own = next.filter((post) => post.userId === userId);
    ownWords.set(userId, NAME, own.length === 0 ? null : own, true);
  }
  for (const listener of listeners) listener();
}

// Another tab has written or sent something.
ownWords.watch((_userId, name) => {
  if (name !== NAME) return;
  waiting = read();
  for (const listener of listeners) listener();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Posts of this person to this thread that wait for the server. */
export function useWaitingPosts(userId: string | undefined, threadId: string): WaitingPost[] {
  const all = useSyncExternalStore(subscribe, () => waiting);
  return all.filter((post) => post.userId === userId && post.threadId === threadId);
}

/** Whether a post of this id waits for the server here. */
export const isWaiting = (postId: string): boolean => waiting.some((post) => post.postId === postId);

export const dropWaiting = (postId: string): void => change(waiting.filter((post) => post.postId !== postId));

/** Refusals that another attempt can turn into a yes. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) ||
  ['offline', 'internal', 'not-ready', 'not-signed-in', 'too-many-attempts', 'unreadable'].includes(
    error.code,
  );

let sending: Promise<void> | null = null;
/** The server asked to be left alone until then; the clock of the page. */
let notBefore = 0;

/** Sends what waits, oldest first. Two tabs that do it at once send the same posts under the same ids. */
export function sendWaiting(client: QueryClient, userId: string): Promise<void> {
  if (performance.now() < notBefore) return Promise.resolve();
  sending ??= sendAll(client, userId).finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll(client: QueryClient, userId: string): Promise<void> {
  for (;;) {
    const next = waiting.find((post) => post.userId === userId && post.refused === null);
    if (next === undefined) return;
    try {
      await sendPost(client, next.threadId, next);
      dropWaiting(next.postId);
    } catch (error) {
      if (error instanceof ApiError && error.problem?.retryAfterSeconds !== undefined)
        notBefore = performance.now() + error.problem.retryAfterSeconds * 1000;
      if (isPassing(error)) return;
      if (error instanceof ApiError && error.code === 'conflict' && !renamed.has(next.postId)) {
        anew(next);
        continue;
      }
      const refused = error instanceof ApiError ? error.code : 'internal';
      change(waiting.map((post) => (post.postId === next.postId ? { ...post, refused } : post)));
    }
  }
}

/** Ids that were given in place of others. */
const renamed = new Set<string>();

/** Other words were sent under this id, from another device that went on with the same draft: these are a post of their own. */
function anew(taken: WaitingPost): void {
  const postId = newId();
  renamed.add(postId);
  change(waiting.map((post) => (post.postId === taken.postId ? { ...post, postId } : post)));
}

/** Keeps the post on the device, then sends it. */
export function post(
  client: QueryClient,
  written: Omit<WaitingPost, 'writtenAt' | 'refused'>,
): Promise<void> {
  change([...waiting, { ...written, writtenAt: new Date().toISOString(), refused: null }]);
  return sendWaiting(client, written.userId);
}

let sender: string | null = null;

/**
 * Tries again when the network is back, and now and then in between, until the page is left: a post that was written on one
 * page is sent from any other.
 */
export function keepSending(client: QueryClient, userId: string): void {
  if (sender === userId) return;
  sender = userId;
  const again = () => {
    if (sender === userId && waiting.length > 0) void sendWaiting(client, userId);
  };
  again();
  window.addEventListener('online', again);
  setInterval(again, RETRY_MS);
}
