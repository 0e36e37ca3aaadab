import * as Y from 'yjs';
import {
  type DocStore,
  type LogEntry,
  StoreCorruptError,
  type StoredDocument,
  clientsOf,
} from '@kontor/collab';

export interface DocStoreUnderTest {
  store: DocStore;
  /** Damages stored bytes behind the adapter's back; leave it out only where that cannot be done. */
  corrupt?: (documentId: string, what: { seq: number } | 'snapshot') => Promise<void>;
  cleanup(): Promise<void>;
}

let counter = 0;
/** 24 hex digits, as document ids are; never the same twice within a run. */
function newId(): string {
  counter += 1;
  return (Date.now().toString(16) + process.pid.toString(16) + counter.toString(16).padStart(6, '0'))
    .padStart(24, 'c')
    .slice(-24);
}

/** Typed text as the updates a Yjs client would send, one per chunk. */
function updatesOf(clientId: number, chunks: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const chunk of chunks) doc.getText('t').insert(doc.getText('t').length, chunk);
  doc.destroy();
  return updates;
}

function textOf(stored: StoredDocument): string {
  const doc = new Y.Doc();
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot.update);
  for (const entry of stored.tail) Y.applyUpdate(doc, entry.update);
  const text = doc.getText('t').toString();
  doc.destroy();
  return text;
}

function entry(documentId: string, seq: number, update: Uint8Array, more: Partial<LogEntry> = {}): LogEntry {
  return {
    entryId: `${documentId}-${seq}-${newId()}`,
    documentId,
    generation: 1,
    seq,
    authors: [{ userId: newId(), clientIds: clientsOf(update) }],
    at: 1_700_000_000_000 + seq,
    update,
    ...more,
  };
}

const CREATOR = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const OTHER = 'bbbbbbbbbbbbbbbbbbbbbbbb';

/** The promises every DocStore adapter keeps. The engine is built on these and on nothing else. */
export function docStoreContract(name: string, make: () => Promise<DocStoreUnderTest>): void {
  describe(`DocStore contract: ${name}`, () => {
    let under: DocStoreUnderTest;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(async () => {
      await under.cleanup();
    });

    const loaded = async (documentId: string): Promise<StoredDocument> => {
      const stored = await under.store.load(documentId);
      if (!stored) throw new Error(`${documentId} was not found`);
      return stored;
    };
    /** A document whose log is `create` plus one entry per further chunk, all by client 7 of OTHER. */
    const written = async (chunks: readonly string[]) => {
      const documentId = newId();
      const updates = updatesOf(7, chunks);
      await under.store.create(documentId, { update: updates[0]!, userId: OTHER, at: 1 });
      const entries = updates
        .slice(1)
        .map((update, index) =>
          entry(documentId, index + 2, update, { authors: [{ userId: OTHER, clientIds: [7] }] }),
        );
      for (const one of entries) expect(await under.store.append([one])).toEqual([{ status: 'stored' }]);
      return { documentId, entries };
    };
    const merged = (chunks: readonly string[]) => Y.mergeUpdates(updatesOf(7, chunks));

    it('[DS-1] a document that was never created loads as null', async () => {
      expect(await under.store.load(newId())).toBeNull();
    });

    it('[DS-2] a created document loads with its first entry, generation 1, seq 1, owned by its creator', async () => {
      const documentId = newId();
      const update = updatesOf(41, ['hello'])[0]!;
      await under.store.create(documentId, { update, userId: CREATOR, at: 123 });
      const stored = await loaded(documentId);
      expect(stored).toMatchObject({ documentId, generation: 1, snapshot: null, quarantinedFromSeq: null });
      expect(stored.tail).toHaveLength(1);
      expect(stored.tail[0]).toMatchObject({
        seq: 1,
        at: 123,
        generation: 1,
        documentId,
        authors: [{ userId: CREATOR, clientIds: [41] }],
      });
      expect(stored.tail[0]!.update).toEqual(update);
      expect(stored.tail[0]!.update.constructor).toBe(Uint8Array);
      expect(new Map(stored.owners)).toEqual(new Map([[41, CREATOR]]));
    });

    it('[DS-3] creating twice, even at once, changes nothing the second time: a template is never doubled', async () => {
      const documentId = newId();
      const first = updatesOf(1, ['once'])[0]!;
      const second = updatesOf(2, ['twice'])[0]!;
      await Promise.all([
        under.store.create(documentId, { update: first, userId: CREATOR, at: 1 }),
        under.store.create(documentId, { update: first, userId: CREATOR, at: 1 }),
      ]);
      await under.store.append([
        entry(documentId, 2, second, { authors: [{ userId: OTHER, clientIds: [2] }] }),
      ]);
      await under.store.create(documentId, { update: second, userId: OTHER, at: 2 });
      const stored = await loaded(documentId);
      expect(stored.tail.map((one) => one.seq)).toEqual([1, 2]);
      expect(stored.tail[0]!.update).toEqual(first);
      expect(stored.owners.get(1)).toBe(CREATOR);
    });

    it('[DS-4] appended entries come back complete, ascending and without a hole', async () => {
      const { documentId, entries } = await written(['a', 'b', 'c', 'd']);
      const stored = await loaded(documentId);
      expect(stored.tail.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
      expect(stored.tail.slice(1)).toEqual(entries);
      expect(textOf(stored)).toBe('abcd');
      expect(await under.store.readAfter(documentId, 2)).toEqual(entries.slice(1));
      expect(await under.store.readAfter(documentId, 4)).toEqual([]);
    });

    it('[DS-5] one append carries entries of many documents and answers each in the order given', async () => {
      const ids = [newId(), newId(), newId()];
      const updates = ids.map((_, index) => updatesOf(100 + index, ['x', 'y']));
      for (const [index, id] of ids.entries()) {
        await under.store.create(id, { update: updates[index]![0]!, userId: CREATOR, at: 1 });
      }
      const taken = entry(ids[1]!, 2, updates[1]![1]!);
      await under.store.append([taken]);
      const results = await under.store.append([
        entry(ids[0]!, 2, updates[0]![1]!),
        entry(ids[1]!, 2, updates[1]![1]!),
        entry(ids[2]!, 2, updates[2]![1]!, { generation: 9 }),
      ]);
      expect(results).toEqual([
        { status: 'stored' },
        { status: 'conflict', lastSeq: 2 },
        { status: 'old-generation', generation: 1 },
      ]);
      expect((await loaded(ids[0]!)).tail).toHaveLength(2);
      expect((await loaded(ids[1]!)).tail[1]!.entryId).toBe(taken.entryId);
      expect((await loaded(ids[2]!)).tail).toHaveLength(1);
      expect(await under.store.append([])).toEqual([]);
    });

    it('[DS-6] repeating an append with the same entry id is harmless and answers stored', async () => {
      const { documentId, entries } = await written(['a', 'b', 'c']);
      expect(await under.store.append([entries[0]!])).toEqual([{ status: 'stored' }]);
      expect(await under.store.append(entries)).toEqual([{ status: 'stored' }, { status: 'stored' }]);
      expect((await loaded(documentId)).tail.map((one) => one.seq)).toEqual([1, 2, 3]);
    });

    it('[DS-7] a seq that another writer holds is a conflict that names the last seq and stores nothing', async () => {
      const { documentId, entries } = await written(['a', 'b', 'c']);
      const late = entry(documentId, 2, updatesOf(8, ['late'])[0]!);
      expect(await under.store.append([late])).toEqual([{ status: 'conflict', lastSeq: 3 }]);
      expect(await under.store.append([{ ...late, seq: 4 }])).toEqual([{ status: 'stored' }]);
      const stored = await loaded(documentId);
      expect(stored.tail.map((one) => one.entryId).slice(1)).toEqual([
        ...entries.map((one) => one.entryId),
        late.entryId,
      ]);
    });

    it('[DS-8] of two writers racing for a seq exactly one gets it', async () => {
      const { documentId } = await written(['a']);
      for (let seq = 2; seq < 12; seq += 1) {
        const rivals = [1, 2, 3].map((client) =>
          entry(documentId, seq, updatesOf(client * 1000 + seq, ['r'])[0]!),
        );
        const results = await Promise.all(rivals.map((one) => under.store.append([one])));
        expect(
          results
            .flat()
            .map((result) => result.status)
            .sort(),
        ).toEqual(['conflict', 'conflict', 'stored']);
      }
      expect((await loaded(documentId)).tail.map((one) => one.seq)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
      ]);
    });

    it('[DS-9] compaction stores the snapshot, drops what it stands for and keeps the rest of the tail', async () => {
      const { documentId, entries } = await written(['a', 'b', 'c', 'd']);
      const update = merged(['a', 'b', 'c']);
      await under.store.compact(documentId, { generation: 1, seq: 3, at: 77, update });
      const stored = await loaded(documentId);
      expect(stored.snapshot).toEqual({ generation: 1, seq: 3, at: 77, update });
      expect(stored.tail).toEqual(entries.slice(2));
      expect(textOf(stored)).toBe('abcd');
    });

    it('[DS-10] owners survive compaction, and the first user of a client id stays its owner', async () => {
      const { documentId } = await written(['a']);
      const mine = updatesOf(50, ['p', 'q']);
      await under.store.append([
        entry(documentId, 2, mine[0]!, { authors: [{ userId: CREATOR, clientIds: [50] }] }),
      ]);
      await under.store.append([
        entry(documentId, 3, mine[1]!, {
          authors: [
            { userId: OTHER, clientIds: [50] },
            { userId: CREATOR, clientIds: [] },
          ],
        }),
      ]);
      const all = await loaded(documentId);
      const update = Y.mergeUpdates(all.tail.map((one) => one.update));
      await under.store.compact(documentId, { generation: 1, seq: 3, at: 1, update });
      const stored = await loaded(documentId);
      expect(stored.tail).toEqual([]);
      expect(new Map(stored.owners)).toEqual(
        new Map([
          [7, OTHER],
          [50, CREATOR],
        ]),
      );
    });

    it('[DS-11] compaction is idempotent: twice, at once, or with an older snapshot, nothing is lost', async () => {
      const { documentId } = await written(['a', 'b', 'c', 'd']);
      const older = { generation: 1, seq: 2, at: 1, update: merged(['a', 'b']) };
      const newer = { generation: 1, seq: 3, at: 2, update: merged(['a', 'b', 'c']) };
      await Promise.all([
        under.store.compact(documentId, newer),
        under.store.compact(documentId, older),
        under.store.compact(documentId, newer),
      ]);
      await under.store.compact(documentId, older);
      await under.store.compact(documentId, { ...newer, generation: 2, seq: 4, update: merged(['zzz']) });
      const stored = await loaded(documentId);
      expect(stored.snapshot).toEqual(newer);
      expect(stored.tail.map((one) => one.seq)).toEqual([4]);
      expect(textOf(stored)).toBe('abcd');
    });

    it('[DS-12] a seq that a snapshot already stands for is a conflict, so a late node cannot write into the past', async () => {
      const { documentId } = await written(['a', 'b', 'c']);
      await under.store.compact(documentId, {
        generation: 1,
        seq: 3,
        at: 1,
        update: merged(['a', 'b', 'c']),
      });
      const late = entry(documentId, 3, updatesOf(8, ['late'])[0]!);
      expect(await under.store.append([late])).toEqual([{ status: 'conflict', lastSeq: 3 }]);
      expect(await under.store.append([{ ...late, seq: 4 }])).toEqual([{ status: 'stored' }]);
      expect((await under.store.readAfter(documentId, 3)).map((one) => one.seq)).toEqual([4]);
    });

    it('[DS-13] a snapshot of 20 MB comes back byte-identical', async () => {
      const { documentId } = await written(['a', 'b']);
      const line = 'all words that two cities wrote together; ';
      const update = updatesOf(9, [line.repeat(Math.ceil((20 * 1024 * 1024) / line.length))])[0]!;
      const snapshot = Y.mergeUpdates([merged(['a', 'b']), update]);
      await under.store.compact(documentId, { generation: 1, seq: 2, at: 1, update: snapshot });
      const stored = await loaded(documentId);
      expect(stored.snapshot!.update.length).toBe(snapshot.length);
      expect(Buffer.compare(stored.snapshot!.update, snapshot)).toBe(0);
      expect(stored.tail).toEqual([]);
    });

    it('[DS-14] the caller may reuse its bytes after a call', async () => {
      const { documentId } = await written(['a']);
      const update = updatesOf(12, ['kept'])[0]!;
      const shared = update.slice();
      await under.store.append([entry(documentId, 2, shared)]);
      shared.fill(255);
      const stored = await loaded(documentId);
      expect(stored.tail[1]!.update).toEqual(update);
    });

    it('[DS-15] a damaged entry quarantines the tail from there and leaves the good part readable', async () => {
      if (!under.corrupt) return;
      const { documentId } = await written(['a', 'b', 'c', 'd']);
      await under.corrupt(documentId, { seq: 3 });
      const stored = await loaded(documentId);
      expect(stored.quarantinedFromSeq).toBe(3);
      expect(stored.tail.map((one) => one.seq)).toEqual([1, 2]);
      expect(textOf(stored)).toBe('ab');
    });

    it('[DS-16] when nothing good is left, loading says corrupt and is never an empty document', async () => {
      if (!under.corrupt) return;
      const onlyEntry = await written(['a']);
      await under.corrupt(onlyEntry.documentId, { seq: 1 });
      await expect(under.store.load(onlyEntry.documentId)).rejects.toBeInstanceOf(StoreCorruptError);
      const compacted = await written(['a', 'b']);
      const snapshot = { generation: 1, seq: 2, at: 1, update: merged(['a', 'b']) };
      await under.store.compact(compacted.documentId, snapshot);
      await under.corrupt(compacted.documentId, 'snapshot');
      await expect(under.store.load(compacted.documentId)).rejects.toBeInstanceOf(StoreCorruptError);
    });
  });
}
