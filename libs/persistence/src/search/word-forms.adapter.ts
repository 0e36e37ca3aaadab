import type { Stemmer, WordForms } from '@kontor/domain';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import { WORD_FORMS } from './search.model.js';

const { MongoServerError } = mongoose.mongo;

/** People ask for the same words again and again, and type each letter by letter. */
const REMEMBERED = 20_000;
const Parsed = z.object({ terms: z.array(z.string()) });

/**
 * What an engine answers that knows no text search, or not this one: BadValue, Unauthorized, IndexNotFound, CommandNotFound,
 * CommandNotSupported. Whatever else goes wrong passes, and is no reason to store words without their stems.
 */
const UNABLE: ReadonlySet<unknown> = new Set([2, 13, 27, 59, 115]);

/**
 * Stems as the database's engine makes them, without looking anything up: it is asked how it would search an empty
 * collection for the words, and its plan says by which stems. So no stemmers of our own are needed, and a stem can be stored
 * and looked up like any other word. An engine that says nothing of stems leaves words as they stand: they are found by
 * their beginnings, and the operator is told.
 */
export class MongoWordForms implements WordForms {
  readonly #known = new Map<string, string[]>();
  #isUnable = false;

  /** @param onUnable told once when the engine does not say stems */
  constructor(
    private readonly connection: Connection,
    private readonly onUnable: (why: unknown) => void = () => undefined,
  ) {}

  async stems(words: readonly string[], stemmer: Stemmer): Promise<string[]> {
    if (words.length === 0) return [];
    const [word] = words;
    if (words.length > 1 || word === undefined) return this.ask(words, stemmer);
    const key = `${stemmer}:${word}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const stems = await this.ask(words, stemmer);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(key, stems);
    return stems;
  }

  private async ask(words: readonly string[], stemmer: Stemmer): Promise<string[]> {
    const stems = await this.explained(words, stemmer).catch((error: unknown) => {
      if (!(error instanceof MongoServerError) || !UNABLE.has(error.code)) throw error;
      return error;
    });
    if (Array.isArray(stems)) return stems;
    if (!this.#isUnable) this.onUnable(stems);
    this.#isUnable = true;
    return [...words];
  }

  /** Null when the plan does not say. */
  private async explained(words: readonly string[], stemmer: Stemmer): Promise<string[] | null> {
    const plan: unknown = await this.connection
      .collection(WORD_FORMS)
      .find({ $text: { $search: words.join(' '), $language: stemmer } })
      .explain('queryPlanner');
    return Parsed.safeParse(parsedIn(plan, 0)).data?.terms ?? null;
  }
}

/**
 * Plans nest their stages differently: `winningPlan` is the stage itself or, where the other execution engine runs it, holds it
 * in `queryPlan`, and a sharded one has one per shard. The name of this part is the same in all of them, from 2.6 to 8.
 */
export function parsedIn(plan: unknown, depth: number): unknown {
  if (typeof plan !== 'object' || plan === null || depth > 12) return undefined;
  if ('parsedTextQuery' in plan) return plan.parsedTextQuery;
  for (const part of Object.values(plan)) {
    const found = parsedIn(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
