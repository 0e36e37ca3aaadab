import type { Stemmer, WordForms } from '@kontor/domain';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { WORD_FORMS } from './search.model.js';

/** People ask for the same words again and again, and type each letter by letter. */
const REMEMBERED = 20_000;
const Parsed = z.object({ terms: z.array(z.string()) });

/**
 * Stems as the database's engine makes them, without looking anything up: it is asked how it would search an empty
 * collection for the words, and its plan says by which stems. So no stemmers of our own are needed, and a stem can be stored
 * and looked up like any other word. A plan that says nothing of stems (another engine) leaves words as they stand.
 */
export class MongoWordForms implements WordForms {
  readonly #known = new Map<string, string[]>();

  constructor(private readonly connection: Connection) {}

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
    const plan: unknown = await this.connection
      .collection(WORD_FORMS)
      .find({ $text: { $search: words.join(' '), $language: stemmer } })
      .explain('queryPlanner');
    return Parsed.safeParse(parsedIn(plan, 0)).data?.terms ?? [];
  }
}

/** Plans nest their stages differently from version to version; the name of this part has stayed. */
function parsedIn(plan: unknown, depth: number): unknown {
  if (typeof plan !== 'object' || plan === null || depth > 12) return undefined;
  if ('parsedTextQuery' in plan) return plan.parsedTextQuery;
  for (const part of Object.values(plan)) {
    const found = parsedIn(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
