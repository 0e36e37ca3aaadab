import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ThreadId, ThreadPresence } from '@kontor/contracts';
import { Seats, type Seat } from './seats.js';

/** Somebody who types says so every few seconds; this long after the last word they have stopped. */
export const WRITES_FOR_MS = 6_000;
/** People come and go in bursts: a thread is told once for so much time. */
const GATHER_MS = 200;

/** Who has which thread open. Told only to those who have it open, and they were judged when they opened it. */
@Injectable()
export class ThreadPresences implements OnModuleDestroy {
  readonly #due = new Map<ThreadId, { timer: NodeJS.Timeout; at: number }>();

  constructor(@Inject(Seats) private readonly seats: Seats) {}

  onModuleDestroy(): void {
    for (const { timer } of this.#due.values()) clearTimeout(timer);
  }

  /** The caller has judged that this person reads the thread. */
  enter(seat: Seat, threadId: ThreadId): void {
    if (seat.thread !== threadId) this.leave(seat);
    seat.thread = threadId;
    this.tellSoon(threadId, GATHER_MS);
  }

  leave(seat: Seat): void {
    const { thread } = seat;
    if (thread === null) return;
    seat.thread = null;
    seat.writesUntil = 0;
    this.tellSoon(thread, GATHER_MS);
  }

  /** The caller has judged that this person may write there. */
  write(seat: Seat, threadId: ThreadId): void {
    if (seat.thread !== threadId) return;
    const began = seat.writesUntil <= performance.now();
    seat.writesUntil = performance.now() + WRITES_FOR_MS;
    if (began) this.tellSoon(threadId, 0);
  }

  private tellSoon(threadId: ThreadId, ms: number): void {
    const at = performance.now() + ms;
    const due = this.#due.get(threadId);
    if (due !== undefined && due.at <= at) return;
    clearTimeout(due?.timer);
    this.#due.set(threadId, { at, timer: setTimeout(() => this.tell(threadId), ms) });
  }

  private tell(threadId: ThreadId): void {
    this.#due.delete(threadId);
    const now = performance.now();
    const seats = this.seats.inThread(threadId);
    const people = new Map<string, ThreadPresence['people'][number]>();
    for (const { userId, name, writesUntil } of seats) {
      const writing = writesUntil > now || (people.get(userId)?.writing ?? false);
      people.set(userId, { userId, name, writing });
    }
    for (const { socket } of seats) socket.emit('thread:present', { threadId, people: [...people.values()] });
    const ends = seats.map(({ writesUntil }) => writesUntil).filter((until) => until > now);
    if (ends.length > 0) this.tellSoon(threadId, Math.max(GATHER_MS, Math.min(...ends) - now));
  }
}
