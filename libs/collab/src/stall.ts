import type { Engine } from './engine.js';
import { encodeStoring } from './protocol/encode.js';
import type { RoomLog } from './room-log.js';
import type { Session } from './session.js';

/** Whether a room takes no more edits because too much of it, or of all rooms, is not stored; and that everybody knows. */
export class Stall {
  private isTold = false;

  constructor(
    private readonly engine: Engine,
    private readonly log: RoomLog,
    private readonly sessions: ReadonlySet<Session>,
  ) {}

  /**
   * Looks, and tells everybody when it has changed: also those who write nothing, and those whose edits wait unjudged for
   * a claim, would otherwise not learn that nothing is saved.
   */
  look(): boolean {
    const isStalled = this.engine.committer.isFull() || this.log.isStalled();
    if (isStalled === this.isTold) return isStalled;
    this.isTold = isStalled;
    const frame = encodeStoring(!isStalled);
    for (const session of this.sessions) if (session.wantsKontor) session.send(frame);
    return isStalled;
  }

  greet(newcomer: Session): void {
    if (this.look() && newcomer.wantsKontor) newcomer.send(encodeStoring(false));
  }

  /** When there is room again: asks those who were refused for want of it to send what they have. */
  askRefused(): void {
    if (this.look()) return;
    for (const session of this.sessions) if (session.owedResync) session.askAgain();
  }
}
