import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { Sessions } from '@kontor/domain';
import type { Logger } from 'pino';
import { LOG } from '../platform/tokens.js';

const EVERY_MS = 60 * 60_000;

/** Forgets sessions that have run out, hourly. They count for nothing before that already. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #sweep: Promise<void> = Promise.resolve();

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#sweep = this.sweep();
    }, EVERY_MS);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweep;
  }

  private async sweep(): Promise<void> {
    try {
      await this.sessions.sweep();
    } catch (error) {
      this.log.warn({ err: error }, 'could not sweep sessions; the next hour tries again');
    }
  }
}
