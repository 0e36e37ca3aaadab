import type { IncomingMessage } from 'node:http';
import type { SessionId } from '@kontor/contracts';
import type { Actor, Person } from '@kontor/domain';

/**
 * One door for three protocols: REST, Socket.IO and the sync endpoint hand over the raw request and get an Actor
 * built from the session cookie. A missing, unknown or expired session is ANONYMOUS; it never throws for that.
 */
export interface Authenticator {
  authenticate(request: Pick<IncomingMessage, 'headers'>): Promise<Actor>;

  /** Who a live connection belongs to now, asked when rights may have changed; null when the session has ended. */
  personOfSession(sessionId: SessionId): Promise<Person | null>;
}
