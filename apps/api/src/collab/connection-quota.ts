import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../platform/tokens.js';

/** Counts the sync connections of each person over all transports. */
@Injectable()
export class ConnectionQuota {
  readonly #open = new Map<string, number>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  hasRoom(userId: string): boolean {
    return (this.#open.get(userId) ?? 0) < this.config.syncConnections;
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
