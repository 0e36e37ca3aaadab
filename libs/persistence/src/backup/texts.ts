import { mongo } from 'mongoose';
import { z } from 'zod';
import {
  type ChunkRecord,
  type Collections,
  type HeadRecord,
  type LogRecord,
  fromRecord,
  goodPart,
  toRecord,
} from '../collab/records.js';
import { readSnapshot } from '../collab/snapshots.js';

/** One document's text as it is stored, all parts of one moment. */
export interface StoredText {
  head: HeadRecord;
  /** After the snapshot, ascending. */
  log: LogRecord[];
  /** Of the current snapshot. */
  chunks: ChunkRecord[];
  /** It was damaged before we came. What there is goes into the backup as it is. */
  isDamaged: boolean;
}

const PAGE = 200;
/** How often a document is read again because it was compacted meanwhile. */
const ATTEMPTS = 20;

/**
 * Every document's text, one at a time. The log and the snapshot of each are read between two looks at its head, and read
 * again when a compaction moved one into the other meanwhile; so what was acknowledged before the first look is in it.
 */
export async function* readTexts(collections: Collections): AsyncGenerator<StoredText> {
  // Pages instead of one cursor: a server forgets a cursor that is not asked for ten minutes.
  for (let after = ''; ;) {
    const page = await collections.heads
      .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray();
    for (const { _id } of page) {
      const text = await readText(collections, _id);
      if (text) yield text;
    }
    const last = page.at(-1);
    if (!last) return;
    after = last._id;
  }
}

async function readText(collections: Collections, documentId: string): Promise<StoredText | null> {
  const { heads, log: entries, snapshots } = collections;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const head = await heads.findOne({ _id: documentId });
    if (!head) return null;
    const { generation, snapshot } = head;
    const seq = snapshot?.seq ?? 0;
    const log = await entries
      .find({ documentId, generation, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .toArray();
    const chunks = snapshot
      ? await snapshots.find({ documentId, snapshotId: snapshot.snapshotId }).sort({ index: 1 }).toArray()
      : [];
    const isWhole = snapshot === null || (await readSnapshot(collections, documentId, snapshot)) !== null;
    const now = await heads.findOne({ _id: documentId });
    if (now?.generation !== generation || now.snapshot?.snapshotId !== snapshot?.snapshotId) continue;
    return { head, log, chunks, isDamaged: !isWhole || goodPart(log, seq).brokenAt !== null };
  }
  throw new Error(`${documentId} changes faster than it can be read`);
}

const Part = z.object({
  of: z.enum(['heads', 'log', 'snapshots']),
  record: z.looseObject({ _id: z.string() }),
});
const Generation = z.object({ generation: z.number() });

/** A record of the file of texts: which collection it belongs to and what was stored there. */
export type TextPart = z.infer<typeof Part>;

/** @throws Error when it is no record of that file */
export const readPart = (bytes: Buffer): TextPart => Part.parse(mongo.BSON.deserialize(bytes));

export const generationOf = ({ record }: TextPart): number => Generation.parse(record).generation;

/**
 * The record of a text as it is restored: of the new generation, so that nothing of any older one is ever merged with it.
 * What was damaged stays damaged: its checksum, which covers the generation, is made anew only where it was right.
 */
export function inGeneration({ of, record }: TextPart, generation: number): object {
  if (of === 'heads') return { ...record, generation, compactedEntryIds: [] };
  if (of === 'snapshots') return { ...record, generation };
  // A record of another shape has no checksum that is right.
  const entry = fromRecord(record as unknown as LogRecord);
  return entry ? toRecord({ ...entry, generation }) : { ...record, generation };
}
