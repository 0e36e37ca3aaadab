import type { Connection } from 'mongoose';

interface LoadedItem {
  /** `document:tartu-participatory-budget`, say. */
  _id: string;
  at: Date;
}

/**
 * What the demo has ever put into this database. It outlives the items: whatever people delete stays deleted, because it
 * is here and not in their collection that the loader looks.
 */
export class LoadRecord {
  constructor(private readonly connection: Connection) {}

  async loaded(): Promise<Set<string>> {
    const items = await this.connection.collection<LoadedItem>('demo_loads').find().toArray();
    return new Set(items.map(({ _id }) => _id));
  }

  /** Safe to repeat, and for two nodes at once. */
  async note(keys: readonly string[], at: Date): Promise<void> {
    if (keys.length === 0) return;
    await this.connection.collection<LoadedItem>('demo_loads').bulkWrite(
      keys.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { at } }, upsert: true } })),
      { ordered: false },
    );
  }
}
