import { Injectable } from '@nestjs/common';

/** A person with many tabs and a phone stays well below it; a runaway script does not. */
const PER_PERSON = 20;

/** Counts the sync connections of each person over all transports. */
@Injectable()
export class ConnectionQuota {
  readonly #open = new Map<string, number>();

  hasRoom(userId: string): boolean {
    return (this.#open.get(userId) ?? 0) < PER_PERSON;
  }

  /** @returns what gives the place back; calling it twice is harmless */
  take(userId: string): () => void {
    this.#open.set(userId, (this.#open.get(userId) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    };
  }
}
