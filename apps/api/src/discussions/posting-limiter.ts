import type { UserId } from '@kontor/contracts';
import type { PostingPace } from '@kontor/domain';
import type { Connection } from 'mongoose';
import {
  RateLimiterMemory,
  RateLimiterMongo,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

/** Counts posts by rate-limiter-flexible: in memory on one node, in MongoDB when several nodes share a database. */
export class PostingLimiter implements PostingPace {
  readonly #minute: RateLimiterAbstract;
  readonly #hour: RateLimiterAbstract;

  /** @param shared the database that all nodes see; left out: this process counts alone */
  constructor({ perMinute, perHour }: { perMinute: number; perHour: number }, shared?: Connection) {
    this.#minute = limiter({ keyPrefix: 'posts-minute', points: perMinute, duration: 60 }, shared);
    this.#hour = limiter({ keyPrefix: 'posts-hour', points: perHour, duration: 3600 }, shared);
  }

  /** What the minute refuses does not count for the hour: asking again while one waits must not make the wait longer. */
  async take(userId: UserId): Promise<number> {
    return (await secondsToWait(this.#minute, userId)) || secondsToWait(this.#hour, userId);
  }
}

async function secondsToWait(counter: RateLimiterAbstract, userId: UserId): Promise<number> {
  try {
    await counter.consume(userId);
    return 0;
  } catch (refusal) {
    // A refusal is a result; anything else is a fault.
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

interface Limit {
  keyPrefix: string;
  points: number;
  duration: number;
}

function limiter(limit: Limit, shared: Connection | undefined): RateLimiterAbstract {
  if (shared === undefined) return new RateLimiterMemory(limit);
  return new RateLimiterMongo({
    ...limit,
    storeClient: shared.getClient(),
    dbName: shared.name,
    tableName: 'attempts',
    // ensureIndexes has made them before the first request.
    disableIndexesCreation: true,
  });
}
