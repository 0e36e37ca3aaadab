import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DocumentId } from '@kontor/contracts';
import { SearchIndex, type DomainEvent, type EventBus, type ThingRef } from '@kontor/domain';
import type { Logger } from 'pino';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { EVENTS, LOG } from '../platform/tokens.js';

/** A text is read when its writers pause for so long, and at the latest after so long. */
const TEXT_QUIET_MS = 5_000;
const TEXT_AT_LATEST_MS = 60_000;
/** What people send as a whole: a burst of it is one. */
const QUIET_MS = 200;
const AT_LATEST_MS = 2_000;
/** Whoever comes back first after a start is served first. */
const FIRST_LOOK_AFTER_MS = 3_000;
/** Between two looks over everything, for what no event told. */
const LOOK_OVER_EVERY_MS = 10 * 60_000;

interface Waiting {
  thing: ThingRef;
  since: number;
  timer: NodeJS.Timeout;
}

const keyOf = ({ kind, ofId }: ThingRef): string => `${kind}:${ofId}`;

/**
 * Owns the work that keeps search records as things are: hears what changes, waits until it has come to rest, and looks over
 * everything at start and now and then. One thing at a time, so that a long text never takes the database for itself. What a
 * shutdown leaves undone the next start finds.
 */
@Injectable()
export class SearchFollower implements BeforeApplicationShutdown {
  readonly #waiting = new Map<string, Waiting>();
  #work: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => undefined;
  #first: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    @Inject(SearchIndex) private readonly index: SearchIndex,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Called once, when everything that a start loads is there. */
  start(): void {
    this.#unsubscribe = this.events.subscribe((event) => this.hear(event));
    this.#first = setTimeout(() => this.lookOver(), FIRST_LOOK_AFTER_MS).unref();
    this.#timer = setInterval(() => this.lookOver(), LOOK_OVER_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe();
    clearTimeout(this.#first);
    clearInterval(this.#timer);
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await settledWithin(this.#work, STOP_WAITS_MS);
  }

  /** Does now what waits for quiet. Resolves when nothing is left: what tests wait for. */
  async settle(): Promise<void> {
    if (this.#first !== undefined) this.lookOver();
    for (const { thing } of this.#waiting.values()) this.due(thing);
    await this.#work;
    if (this.#waiting.size > 0) await this.settle();
  }

  private hear(event: DomainEvent): void {
    switch (event.type) {
      case 'practice-document.changed': {
        const { documentId } = event;
        // Who may find it follows at once; the text, which may be in the midst of being written, when it rests.
        this.enqueue(() => this.index.redescribe(DocumentId.parse(documentId)));
        this.await({ kind: 'practice-document', ofId: documentId }, TEXT_QUIET_MS, TEXT_AT_LATEST_MS);
        break;
      }
      case 'thread.changed':
        this.await({ kind: 'thread', ofId: event.threadId }, QUIET_MS, AT_LATEST_MS);
        break;
      case 'access.changed':
        for (const ofId of event.userIds ?? []) this.await({ kind: 'person', ofId }, QUIET_MS, AT_LATEST_MS);
        break;
      case 'member.changed':
      case 'person.changed':
        if (event.userId !== null) this.await({ kind: 'person', ofId: event.userId }, QUIET_MS, AT_LATEST_MS);
        break;
      case 'commitment.changed':
        this.await({ kind: 'commitment', ofId: event.commitmentId }, QUIET_MS, AT_LATEST_MS);
        break;
      case 'session.ended':
      case 'workspace.changed':
      case 'thread.read':
      case 'notification.changed':
        break;
    }
  }

  private await(thing: ThingRef, quietMs: number, atLatestMs: number): void {
    if (this.#isStopped) return;
    const key = keyOf(thing);
    const before = this.#waiting.get(key);
    if (before !== undefined) clearTimeout(before.timer);
    const since = before?.since ?? performance.now();
    const left = Math.max(0, since + atLatestMs - performance.now());
    const timer = setTimeout(() => this.due(thing), Math.min(quietMs, left)).unref();
    this.#waiting.set(key, { thing, since, timer });
  }

  private due(thing: ThingRef): void {
    const key = keyOf(thing);
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
    this.enqueue(() => this.index.refresh(thing));
  }

  private lookOver(): void {
    clearTimeout(this.#first);
    this.#first = undefined;
    this.enqueue(async () => {
      const refreshed = await this.index.catchUp(() => this.#isStopped);
      if (refreshed > 0) this.log.debug({ refreshed }, 'search records were caught up');
    });
  }

  private enqueue(act: () => Promise<unknown>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isStopped) return;
      try {
        await act();
      } catch (error) {
        this.log.warn({ err: error }, 'search records lag behind; the next look over everything tries again');
      }
    });
  }
}
