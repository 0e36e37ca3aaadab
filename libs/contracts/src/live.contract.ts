import { z } from 'zod';
import type { Ack } from './errors.js';
import { WorkspaceId, type DocumentId, type ThreadId, type UserId } from './ids.js';

/** Payload of `workspace:watch` and `workspace:unwatch`. */
export const WatchWorkspace = z.strictObject({ workspaceId: WorkspaceId });
export type WatchWorkspace = z.infer<typeof WatchWorkspace>;

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
}

export interface ServerEvents {
  'workspace:changed': (payload: { workspaceId: WorkspaceId }) => void;
  'member:changed': (payload: { workspaceId: WorkspaceId; userId: UserId | null }) => void;
  'practice-document:changed': (payload: { workspaceId: WorkspaceId; documentId: DocumentId }) => void;
  /** Read what changed by `GET /threads/:threadId?after=`: `seq` says how far it has come. */
  'thread:changed': (payload: { workspaceId: WorkspaceId; threadId: ThreadId; seq: number }) => void;
  /** The reader's own memberships changed: refetch everything that depends on rights. */
  'access:changed': (payload: { workspaceId: WorkspaceId | null }) => void;
  'session:ended': (payload: Record<string, never>) => void;
}
export const CLIENT_EVENTS = [
  'workspace:watch',
  'workspace:unwatch',
] as const satisfies (keyof ClientEvents)[];
