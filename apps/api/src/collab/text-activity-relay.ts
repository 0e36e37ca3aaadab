import type { DocumentId } from '@kontor/contracts';
import type { DocumentTextActivity } from '@kontor/domain';
import type { Logger } from 'pino';

/** A list need not know of every keystroke: one record write per document and this span. */
const SPAN_MS = 3_000;

/**
 * Tells the records that a text changed durably, at once for the first change and then at most once per span. What is
 * still held back is told at shutdown.
 */
export class TextActivityRelay {
  readonly #held = new Map<DocumentId, number>();
  readonly #quiet = new Map<DocumentId, NodeJS.Timeout>();
  readonly #telling = new Set<Promise<void>>();

  constructor(
    private readonly activity: DocumentTextActivity,
    private readonly log: Logger,
  ) {}

  /** @param at epoch milliseconds of the durable change */
  heard(documentId: DocumentId, at: number): void {
    if (this.#quiet.has(documentId)) {
      this.#held.set(documentId, at);
      return;
    }
    this.tell(documentId, at);
    this.#quiet.set(documentId, setTimeout(() => this.spanOver(documentId), SPAN_MS).unref());
  }

  /** Tells what was held back and waits until all is told. */
  async drain(): Promise<void> {
    for (const timer of this.#quiet.values()) clearTimeout(timer);
    this.#quiet.clear();
    for (const [documentId, at] of this.#held) this.tell(documentId, at);
    this.#held.clear();
    await Promise.all(this.#telling);
  }

  private spanOver(documentId: DocumentId): void {
    this.#quiet.delete(documentId);
    const at = this.#held.get(documentId);
    if (at === undefined) return;
    this.#held.delete(documentId);
    this.heard(documentId, at);
  }

  private tell(documentId: DocumentId, at: number): void {
    const told: Promise<void> = this.activity
      .touched(documentId, new Date(at))
      // The text itself is safe in the log; a list that lags behind is told again with the next change.
      .catch((error: unknown) =>
        this.log.warn({ err: error, documentId }, 'could not note that a text changed'),
      )
      .finally(() => this.#telling.delete(told));
    this.#telling.add(told);
  }
}
