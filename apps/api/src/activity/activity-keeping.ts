import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { DocumentId } from '@kontor/contracts';
import { ActivityKeeper, type DomainEvent, type EventBus } from '@kontor/domain';
import type { Logger } from 'pino';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { EVENTS, LOG } from '../platform/tokens.js';

/** A text that is being written is looked at once in this span, not at every pause. */
const LOOK_AFTER_MS = 60_000;
/** What another node left undone when it died is found within this time. */
const CATCH_UP_EVERY_MS = 5 * 60_000;

/** Keeps activity up to date: soon after events, and completely from time to time. */
@Injectable()
export class ActivityKeeping implements BeforeApplicationShutdown {
  readonly #toLookAt = new Map<DocumentId, NodeJS.Timeout>();
  /** One thing after the other: what is derived never hurries past those who wait for an answer. */
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #unsubscribe: () => void = () => undefined;
  #isStopping = false;

  constructor(
    @Inject(ActivityKeeper) private readonly keeper: ActivityKeeper,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Begins to listen, and catches up in the background with what happened while nobody did. */
  begin(): void {
    this.#unsubscribe = this.events.subscribe((event) => this.hear(event));
    this.queue(() => this.keeper.catchUp());
    this.#timer = setInterval(() => this.queue(() => this.keeper.catchUp()), CATCH_UP_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks now at every text that waits for it, and resolves when all is noted. */
  async settled(): Promise<void> {
    await this.#work;
    for (const [documentId, timer] of this.#toLookAt) {
      clearTimeout(timer);
      this.look(documentId);
    }
    await this.#work;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    this.#unsubscribe();
    clearInterval(this.#timer);
    // What is not looked at yet is found by catching up at the next start.
    for (const timer of this.#toLookAt.values()) clearTimeout(timer);
    await settledWithin(this.#work, STOP_WAITS_MS);
  }

  private hear(event: DomainEvent): void {
    this.queue(async () => {
      const documentId = await this.keeper.heard(event);
      if (documentId === null || this.#toLookAt.has(documentId) || this.#isStopping) return;
      this.#toLookAt.set(documentId, setTimeout(() => this.look(documentId), LOOK_AFTER_MS).unref());
    });
  }

  private look(documentId: DocumentId): void {
    this.#toLookAt.delete(documentId);
    this.queue(() => this.keeper.lookAtText(documentId));
  }

  private queue(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(() => (this.#isStopping ? undefined : work()))
      .catch((error: unknown) =>
        this.log.warn({ err: error }, 'could not note what happened; catching up finds it'),
      );
  }
}
