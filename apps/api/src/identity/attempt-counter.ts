import { ATTEMPT_LIMITS, ATTEMPT_WINDOW_SECONDS, type AttemptKind, type Attempts } from '@kontor/domain';
import type { Connection } from 'mongoose';
import {
  RateLimiterMemory,
  RateLimiterMongo,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

/**
 * Attempts by rate-limiter-flexible: in memory on one node, in MongoDB when several nodes share a database. Keys arrive
 * folded and are digested, so that neither memory nor database holds a list of who tried to sign in.
 */
export class AttemptCounter implements Attempts {
  readonly #limiters: ReadonlyMap<AttemptKind, RateLimiterAbstract>;

  /**
   * @param digest keyed digest of what is counted
   * @param shared the database that all nodes see; left out: this process counts alone
   */
  constructor(
    private readonly digest: (key: string) => string,
    shared?: Connection,
  ) {
    const kinds = Object.keys(ATTEMPT_LIMITS) as AttemptKind[];
    this.#limiters = new Map(kinds.map((kind) => [kind, limiter(kind, shared)]));
  }

  async take(kind: AttemptKind, key: string): Promise<number> {
    try {
      await this.of(kind).consume(this.digest(key));
      return 0;
    } catch (refusal) {
      // A refusal is a result; anything else is a fault and must not open the door.
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    }
  }

  async giveBack(kind: AttemptKind, key: string): Promise<void> {
    await this.of(kind).reward(this.digest(key));
  }

  async forget(kind: AttemptKind, key: string): Promise<void> {
    await this.of(kind).delete(this.digest(key));
  }

  private of(kind: AttemptKind): RateLimiterAbstract {
    const found = this.#limiters.get(kind);
    if (found === undefined) throw new Error(`no limit for ${kind}`);
    return found;
  }
}

function limiter(kind: AttemptKind, shared: Connection | undefined): RateLimiterAbstract {
  const options = { keyPrefix: kind, points: ATTEMPT_LIMITS[kind], duration: ATTEMPT_WINDOW_SECONDS };
  if (shared === undefined) return new RateLimiterMemory(options);
  return new RateLimiterMongo({
    ...options,
    storeClient: shared.getClient(),
    dbName: shared.name,
    tableName: 'attempts',
    // ensureIndexes has made them before the first request.
    disableIndexesCreation: true,
  });
}
