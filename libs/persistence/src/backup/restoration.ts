import { randomUUID } from 'node:crypto';
import mongoose, { type Connection, type mongo } from 'mongoose';
import { z } from 'zod';

/**
 * How a restore and the running programs agree. Two collections that no backup holds:
 *
 * - `nodes`: every program that serves people has a record here, with a number that it raises now and then. It makes the
 *   record before it looks whether a restore is under way, and takes it away after it has written its last.
 * - `restorations`: one record, of the current or last restore. It is made before the restore looks for programs.
 *
 * So of a program that starts and a restore that begins in the same moment at least one sees the other, and the restore
 * touches nothing before every program is gone from `nodes`. No clocks are compared.
 */
const Record = z.object({
  /** Another one means that the data were replaced. */
  run: z.string(),
  isOver: z.boolean(),
  /** The generation of every text that this restore brings. */
  generation: z.number(),
  /** Raised while the restore is at work. */
  beat: z.number(),
});
export type Restoration = z.infer<typeof Record>;

const CURRENT = 'current';
interface Beating {
  _id: string;
  beat: number;
}
type Stored = Restoration & { _id: string };

const dbOf = ({ db }: Connection): mongo.Db => {
  if (!db) throw new mongoose.Error('not connected to the database');
  return db;
};
const restorations = (connection: Connection) => dbOf(connection).collection<Stored>('restorations');
const nodes = (connection: Connection) => dbOf(connection).collection<Beating>('nodes');

/** The current or last restore into this database; null when there never was one. */
export async function restorationOf(connection: Connection): Promise<Restoration | null> {
  return Record.nullable().parse(await restorations(connection).findOne({ _id: CURRENT }));
}

/** A program that serves people, as a restore sees it. */
export class ServingNode {
  readonly #id = randomUUID();

  constructor(private readonly connection: Connection) {}

  /** Says that this program serves; to be said before it looks at {@link restorationOf}, and again now and then. */
  async serves(): Promise<void> {
    // Not worth the journal: a lost beat is followed by the next.
    const options = { upsert: true, writeConcern: { w: 1, journal: false } };
    await nodes(this.connection).updateOne({ _id: this.#id }, { $inc: { beat: 1 } }, options);
  }

  /** Says that this program has written its last. */
  async hasStopped(): Promise<void> {
    await nodes(this.connection).deleteOne({ _id: this.#id });
  }
}

/** Whose number stood still over a while, and who is there at all. */
export async function beatingNodes(connection: Connection): Promise<Map<string, number>> {
  const found = await nodes(connection).find().toArray();
  return new Map(found.map(({ _id, beat }) => [_id, beat]));
}

export async function forgetNode(connection: Connection, id: string): Promise<void> {
  await nodes(connection).deleteOne({ _id: id });
}

/** Begins a restore, or takes over one that was not finished. Programs see it within a second. */
export async function beginRestoration(connection: Connection, generation: number): Promise<Restoration> {
  const begun = { run: randomUUID(), isOver: false, generation, beat: 0 };
  await restorations(connection).replaceOne({ _id: CURRENT }, begun, { upsert: true });
  return begun;
}

/** @returns false when another restore has taken over: nothing may be written any more */
export async function restorationBeats(connection: Connection, { run }: Restoration): Promise<boolean> {
  const found = await restorations(connection).updateOne({ _id: CURRENT, run }, { $inc: { beat: 1 } });
  return found.matchedCount === 1;
}

/** Programs serve again. */
export async function endRestoration(connection: Connection, { run }: Restoration): Promise<void> {
  await restorations(connection).updateOne({ _id: CURRENT, run }, { $set: { isOver: true } });
}
