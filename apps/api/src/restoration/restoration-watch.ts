import { setTimeout as pause } from 'node:timers/promises';
import { type Restoration, restorationOf, ServingNode } from '@kontor/persistence';
import type { Connection } from 'mongoose';

const LOOK_EVERY_MS = 500;
const BEAT_EVERY_MS = 2_000;

/** Keeps this process's side of the agreement with restores (libs/persistence/src/backup/restoration.ts). */
export class RestorationWatch {
  readonly #node: ServingNode;
  #known: string | null = null;
  #beats: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();

  constructor(private readonly connection: Connection) {
    this.#node = new ServingNode(connection);
  }

  /**
   * Announces that this process serves, unless a restore is under way.
   * @returns whether it may
   */
  async mayServe(): Promise<boolean> {
    // Announced first and looked then: a restore that begins in between sees us, or we see it.
    await this.#node.serves();
    this.#beats = setInterval(() => {
      // Missed while the database is away; the next one tells.
      this.#beating = this.#node.serves().catch(() => undefined);
    }, BEAT_EVERY_MS);
    const restoration = await restorationOf(this.connection);
    this.#known = restoration?.run ?? null;
    if (restoration?.isOver !== false) return true;
    await this.stopServing();
    return false;
  }

  /** Everything that this process had to write is written. */
  async stopServing(): Promise<void> {
    clearInterval(this.#beats);
    await this.#beating;
    // Where the database is away nobody can restore either, and the announcement dies of silence.
    await this.#node.hasStopped().catch(() => undefined);
  }

  /** Resolves when a restore began, or was here and gone while this process slept. */
  untilReplaced(): Promise<void> {
    return this.until((restoration) => restoration !== null && restoration.run !== this.#known);
  }

  /** Resolves when no restore is under way. */
  untilOver(): Promise<void> {
    return this.until((restoration) => restoration?.isOver !== false);
  }

  private async until(holds: (restoration: Restoration | null) => boolean): Promise<void> {
    for (;;) {
      try {
        if (holds(await restorationOf(this.connection))) return;
      } catch {
        // The database is away: nothing is known to have changed.
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}
