import { KontorError, type Person } from '@kontor/domain';
import type { ClientEvents, ServerEvents, SessionId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import type { Socket } from 'socket.io';

export type LiveSocket = Socket<ClientEvents, ServerEvents>;

/** A live connection: whose session it belongs to and what it watches. Rights are never kept here. */
export interface Seat {
  socket: LiveSocket;
  userId: UserId;
  name: string;
  sessionId: SessionId;
  watched: Set<WorkspaceId>;
  /** The thread that is open on this connection. */
  thread: ThreadId | null;
  /** Until when its person counts as writing there; by `performance.now()`. */
  writesUntil: number;
  requests: RequestBudget;
}

/** More than a person's clicks, less than a loop. */
const REQUESTS_PER_WINDOW = 60;
const WINDOW_MS = 10_000;

/** How much one connection may ask for. */
class RequestBudget {
  #left = 0;
  #windowEnds = 0;

  /** @returns false when the connection asked too often */
  take(): boolean {
    const now = performance.now();
    if (now >= this.#windowEnds) {
      this.#left = REQUESTS_PER_WINDOW;
      this.#windowEnds = now + WINDOW_MS;
    }
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** Tabs and devices of one person; a runaway script gets no more. */
export const SEATS_PER_PERSON = 20;

/** All live connections of this node. */
export class Seats {
  readonly #seats = new Set<Seat>();

  /** @throws KontorError too-many-attempts when the person has twenty already */
  take(socket: LiveSocket, person: Person): Seat {
    const { userId, sessionId, name } = person;
    if (this.ofUser(userId).length >= SEATS_PER_PERSON) {
      throw new KontorError('too-many-attempts', 'Too many open connections.');
    }
    const seat: Seat = {
      socket,
      userId,
      name,
      sessionId,
      watched: new Set(),
      thread: null,
      writesUntil: 0,
      requests: new RequestBudget(),
    };
    this.#seats.add(seat);
    return seat;
  }

  leave(seat: Seat): void {
    this.#seats.delete(seat);
  }

  of(socket: LiveSocket): Seat | undefined {
    return this.all().find((seat) => seat.socket === socket);
  }

  all(): Seat[] {
    return [...this.#seats];
  }

  ofUser(userId: UserId): Seat[] {
    return this.all().filter((seat) => seat.userId === userId);
  }

  inThread(threadId: ThreadId): Seat[] {
    return this.all().filter((seat) => seat.thread === threadId);
  }

  watching(workspaceId: WorkspaceId): Seat[] {
    return this.all().filter((seat) => seat.watched.has(workspaceId));
  }
}
