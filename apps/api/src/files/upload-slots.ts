import { Injectable } from '@nestjs/common';
import type { UserId } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';

/** Each holds up to one whole upload in memory: these numbers are what bounds it. */
const IN_ALL = 8;
const PER_PERSON = 3;
const RETRY_SECONDS = 2;

/** Room for uploads under way on this node. */
@Injectable()
export class UploadSlots {
  readonly #byPerson = new Map<UserId, number>();
  #taken = 0;

  /** @throws KontorError too-many-attempts when there is no room just now */
  async hold<T>(userId: UserId, work: () => Promise<T>): Promise<T> {
    const own = this.#byPerson.get(userId) ?? 0;
    if (this.#taken >= IN_ALL || own >= PER_PERSON) {
      throw new KontorError('too-many-attempts', 'Too many files are on their way. Try again in a moment.', {
        retryAfterSeconds: RETRY_SECONDS,
      });
    }
    this.#taken += 1;
    this.#byPerson.set(userId, own + 1);
    try {
      return await work();
    } finally {
      this.#taken -= 1;
      const left = (this.#byPerson.get(userId) ?? 1) - 1;
      if (left > 0) this.#byPerson.set(userId, left);
      else this.#byPerson.delete(userId);
    }
  }
}
