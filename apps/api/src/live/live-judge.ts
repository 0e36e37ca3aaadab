import { Inject, Injectable } from '@nestjs/common';
import type { ThreadId, WorkspaceId } from '@kontor/contracts';
import { Access, KontorError, type Person } from '@kontor/domain';
import type { Logger } from 'pino';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { AUTHENTICATOR, LOG } from '../platform/tokens.js';
import type { Seat } from './seats.js';

/** What a connection may do at this moment. Nothing is remembered: every answer comes from the door. */
@Injectable()
export class LiveJudge {
  #changes = 0;

  constructor(
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(Access) private readonly access: Access,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Told of every change of rights, so that a judgement under way is made again. */
  noteChange(): void {
    this.#changes += 1;
  }

  /** Null when the session has ended. */
  personOf(seat: Seat): Promise<Person | null> {
    return this.authenticator.personOfSession(seat.sessionId);
  }

  /**
   * Judges until no right changed while it was judging: what is done with the answer in the same breath is then right.
   * @throws KontorError not-signed-in, or what Access says
   */
  async requireWatch(seat: Seat, workspaceId: WorkspaceId): Promise<void> {
    for (;;) {
      const before = this.#changes;
      const person = await this.personOf(seat);
      if (person === null) throw new KontorError('not-signed-in', 'Sign in first.');
      await this.access.require(person, 'live.watch', { workspaceId });
      if (before === this.#changes) return;
    }
  }

  /** As {@link requireWatch}: whether this person may read the thread, or write in it. */
  async requireThread(seat: Seat, action: 'thread.read' | 'thread.post', threadId: ThreadId): Promise<void> {
    for (;;) {
      const before = this.#changes;
      const person = await this.personOf(seat);
      if (person === null) throw new KontorError('not-signed-in', 'Sign in first.');
      await this.access.require(person, action, { threadId });
      if (before === this.#changes) return;
    }
  }

  /** Whether the demand is granted. A doubt (database away) counts as no. */
  async isGranted(demand: () => Promise<unknown>): Promise<boolean> {
    try {
      await demand();
      return true;
    } catch (error) {
      if (!(error instanceof KontorError)) this.log.warn({ err: error }, 'could not judge a live connection');
      return false;
    }
  }
}
