import * as Y from 'yjs';
import { Writer, type LoggedEdit } from '../support/writer.js';
import type { Crowd } from './crowd.js';
import type { Stage } from './stages.js';

/** What a round came to. */
export interface Findings {
  /** Edits that the server had said are durable when the fault was over, before anybody came back. */
  acknowledged: number;
  /** Of those: not in the database when it was read right then. */
  falselyAcknowledged: number;
  /** All edits of the round, and those missing when everybody was back and had heard that all is durable. */
  written: number;
  lost: number;
}

/**
 * Judges from the writers' own logs, which nothing under test can touch, and from the database itself, read past the
 * program.
 */
export class Oracle {
  readonly findings: Findings = { acknowledged: 0, falselyAcknowledged: 0, written: 0, lost: 0 };

  constructor(
    private readonly stage: Stage,
    private readonly crowd: Crowd,
  ) {}

  /** What was promised is in the database now. Called while those who could heal a loss are away. */
  async checkPromises(): Promise<void> {
    const promised = this.crowd.promised();
    const doc = await this.stage.store.then((store) => store.read(this.stage.documentId));
    const missing = missingFrom(doc, promised);
    doc.destroy();
    this.findings.acknowledged = promised.length;
    this.findings.falselyAcknowledged += missing.length;
    expect(missing).toEqual([]);
  }

  /** All that anybody wrote is there, and everybody has the same: writers, a newcomer, and the database. */
  async checkTheEnd(): Promise<void> {
    const { stage, crowd } = this;
    await crowd.settled();
    const newcomer = new Writer(stage.kontor.url, stage.documentId, stage.cookies[0] ?? '');
    const stored = await stage.store.then((store) => store.read(stage.documentId));
    try {
      await newcomer.until(() => newcomer.isComplete);
      const written = crowd.writers.flatMap((writer) => writer.log);
      const missing = [...missingFrom(newcomer.doc, written), ...missingFrom(stored, written)];
      this.findings.written = written.length;
      this.findings.lost = missing.length;
      expect(missing).toEqual([]);
      sameState(stored, newcomer.doc);
      for (const writer of crowd.writers) {
        await writer.until(() => isSame(writer.doc, stored));
        sameState(stored, writer.doc);
      }
    } finally {
      newcomer.stop();
      stored.destroy();
    }
  }
}

function missingFrom(doc: Y.Doc, edits: readonly LoggedEdit[]): LoggedEdit[] {
  const state = Y.snapshot(doc);
  return edits.filter((edit) => !Y.snapshotContainsUpdate(state, edit.update));
}

const isSame = (a: Y.Doc, b: Y.Doc): boolean => Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b));

/** Two replicas are equal only in all three: text, state vector and delete set, with nothing pending. */
export function sameState(a: Y.Doc, b: Y.Doc): void {
  expect(b.getText('faults').toJSON()).toBe(a.getText('faults').toJSON());
  expect(isSame(a, b)).toBe(true);
  expect([a, b].flatMap(({ store }) => [store.pendingStructs, store.pendingDs])).toEqual([
    null,
    null,
    null,
    null,
  ]);
}
