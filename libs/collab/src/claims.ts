import type { Knowledge } from './guard/knowledge.js';
import type { Session } from './session.js';

/** Client ids that wait until it is stored whose they are, with the flush that stores it. */
export class Claims {
  private waiting: { session: Session; clientIds: number[]; flush: number }[] = [];

  begin(session: Session, clientIds: number[], flush: number): void {
    this.waiting.push({ session, clientIds, flush });
  }

  /** Gives the stored ones to their owners, all of them before anybody goes on. */
  finish(durableFlush: number, knowledge: Knowledge): void {
    const done = this.waiting.filter((claim) => claim.flush <= durableFlush);
    if (done.length === 0) return;
    this.waiting = this.waiting.filter((claim) => claim.flush > durableFlush);
    for (const { session, clientIds } of done) {
      for (const clientId of clientIds) knowledge.claim(clientId, session.access.userId);
    }
    for (const { session } of done) session.claimed();
  }
}
