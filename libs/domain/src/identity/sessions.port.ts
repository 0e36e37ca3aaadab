import type { SessionId, UserId } from '@kontor/contracts';

/** A signed-in browser. The cookie holds the token; only its digest is stored. */
export interface Session {
  id: SessionId;
  digest: string;
  userId: UserId;
  /** The account's `sessionEpoch` when the session started. */
  epoch: number;
  agent: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Where sessions are kept. */
export interface SessionStore {
  insert(session: Session): Promise<void>;
  byDigest(digest: string): Promise<Session | null>;
  byId(id: SessionId): Promise<Session | null>;
  /** Latest seen first. */
  ofUser(userId: UserId): Promise<Session[]>;
  touch(id: SessionId, at: Date): Promise<void>;
  /** Gives the session a new token and epoch: the same browser goes on, the old cookie is void. */
  renew(id: SessionId, digest: string, epoch: number): Promise<void>;
  /** @returns false when the person has no such session */
  remove(userId: UserId, id: SessionId): Promise<boolean>;
  removeAll(userId: UserId, except?: SessionId): Promise<void>;
  /** Forgets sessions last seen before `seenBefore` or created before `createdBefore`. */
  sweep(seenBefore: Date, createdBefore: Date): Promise<number>;
}
