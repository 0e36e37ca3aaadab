import { z } from 'zod';
import type { Ack } from './errors.js';
import { ThreadId, WorkspaceId, type CommitmentId, type DocumentId, type UserId } from './ids.js';

/** Payload of `workspace:watch` and `workspace:unwatch`. */
export const WatchWorkspace = z.strictObject({ workspaceId: WorkspaceId });
export type WatchWorkspace = z.infer<typeof WatchWorkspace>;

/** Payload of `thread:enter`, `thread:leave` and `thread:type`. */
export const EnterThread = z.strictObject({ threadId: ThreadId });
export type EnterThread = z.infer<typeof EnterThread>;

/** Who has a thread open, each person once, and who of them is writing. Only those who have it open are told. */
export interface ThreadPresence {
  threadId: ThreadId;
  people: { userId: UserId; name: string; writing: boolean }[];
}

/**
 * Socket.IO events of the default namespace. Events only say that something changed; the web refetches what it
 * shows, so that rights are judged again by the same door. `noun:verb` in, `noun:past-verb` out.
 */
export interface ClientEvents {
  'workspace:watch': (
    payload: { workspaceId: string },
    ack: (a: Ack<{ workspaceId: WorkspaceId }>) => void,
  ) => void;
  'workspace:unwatch': (payload: { workspaceId: string }, ack: (a: Ack<null>) => void) => void;
  /** Opens a thread on this connection, one at a time. */
  'thread:enter': (payload: { threadId: string }, ack: (a: Ack<null>) => void) => void;
  'thread:leave': (payload: { threadId: string }, ack: (a: Ack<null>) => void) => void;
  /** Writes in it at this moment; holds for some seconds. */
  'thread:type': (payload: { threadId: string }, ack: (a: Ack<null>) => void) => void;
}

export interface ServerEvents {
  'workspace:changed': (payload: { workspaceId: WorkspaceId }) => void;
  'member:changed': (payload: { workspaceId: WorkspaceId; userId: UserId | null }) => void;
  'practice-document:changed': (payload: { workspaceId: WorkspaceId; documentId: DocumentId }) => void;
  /** Read what changed by `GET /threads/:threadId?after=`: `seq` says how far it has come. */
  'thread:changed': (payload: { workspaceId: WorkspaceId; threadId: ThreadId; seq: number }) => void;
  'commitment:changed': (payload: { workspaceId: WorkspaceId; commitmentId: CommitmentId }) => void;
  'thread:present': (payload: ThreadPresence) => void;
  /** The reader's own notifications changed, here or in another tab. */
  'notification:changed': (payload: Record<string, never>) => void;
  /** The reader's own memberships changed: refetch everything that depends on rights. */
  'access:changed': (payload: { workspaceId: WorkspaceId | null }) => void;
  'session:ended': (payload: Record<string, never>) => void;
}
export const CLIENT_EVENTS = [
  'workspace:watch',
  'workspace:unwatch',
  'thread:enter',
  'thread:leave',
  'thread:type',
] as const satisfies (keyof ClientEvents)[];
