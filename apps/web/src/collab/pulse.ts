/** Longest silence of a living line: the server says something at least every 20 s [C-80], and a slow network is slow. */
export const SILENCE_MS = 25_000;
const LOOK_EVERY_MS = 1_000;
/** A look that comes so late was held up: the laptop slept, or the browser had put the page to sleep. */
const SLEPT_MS = 5_000;
const ANSWER_WITHIN_MS = 3_000;

export interface PulseHooks {
  /** Makes the server say something. */
  ask(): void;
  /** The line is open and nobody is at the other end. */
  dead(): void;
  /** The page woke up, or is looked at again, and has no line. */
  woke(): void;
}

/**
 * Tells a quiet line from a dead one. A socket whose packets vanish (a suspended laptop, a router that forgot us) stays
 * open for minutes by itself; the person would read "Saving" all that time.
 */
export class Pulse {
  #isOpen = false;
  #heardAt: number;
  #lookedAt: number;
  /** When an answer that was asked for is overdue. */
  #answerBy: number | null = null;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly hooks: PulseHooks,
    private readonly now: () => number = Date.now,
  ) {
    this.#heardAt = this.#lookedAt = now();
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    globalThis.document?.addEventListener('visibilitychange', this.#seen);
    globalThis.document?.addEventListener('resume', this.#wake);
  }

  opened(): void {
    this.#isOpen = true;
    this.heard();
  }

  closed(): void {
    this.#isOpen = false;
  }

  /** Something has arrived: whatever it says, the line lives. */
  heard(): void {
    this.#heardAt = this.now();
    this.#answerBy = null;
  }

  /** Looks at the clock; called once a second while the page is awake. */
  look(): void {
    const now = this.now();
    const passed = now - this.#lookedAt;
    this.#lookedAt = now;
    // Set back by the time service: silence is counted from here.
    if (passed < 0) this.#heardAt = now;
    const isOverdue = this.#answerBy !== null && now > this.#answerBy;
    // After a sleep silence proves nothing: what has come meanwhile still waits to be read.
    const isSilent = passed <= SLEPT_MS && now - this.#heardAt > SILENCE_MS;
    if (this.#isOpen && (isOverdue || isSilent)) {
      this.#answerBy = null;
      this.#heardAt = now;
      this.hooks.dead();
    } else if (passed > SLEPT_MS) this.#wake();
  }

  stop(): void {
    clearInterval(this.#timer);
    globalThis.document?.removeEventListener('visibilitychange', this.#seen);
    globalThis.document?.removeEventListener('resume', this.#wake);
  }

  readonly #seen = (): void => {
    if (document.visibilityState === 'visible') this.#wake();
  };

  readonly #wake = (): void => {
    if (!this.#isOpen) return this.hooks.woke();
    this.#answerBy ??= this.now() + ANSWER_WITHIN_MS;
    this.hooks.ask();
  };
}
