import { CLOSE } from '@kontor/contracts';
import { Writer } from '../../support/writer.js';
import type { Fault } from '../fault.js';
import { sameState } from '../oracle.js';

/** What is before the damage can be read, and nothing is written over it; somebody is told. Repaired, all is there. */
export const flippedLogEntry: Fault = {
  name: 'flipped-log-entry',
  stage: 'embedded',
  async strike({ stage, crowd, random }) {
    crowd.hold();
    await stage.restart();
    crowd.stopTyping();
    const store = await stage.store;
    const { seq, repair } = await store.flipLogEntry(stage.documentId, random);
    const reader = new Writer(stage.kontor.url, stage.documentId, stage.cookies[0] ?? '');
    try {
      await reader.until(() => reader.isComplete);
      const good = await store.readGoodPart(stage.documentId);
      expect(good.quarantinedFromSeq).toBe(seq);
      expect(good.doc.share.size).toBeGreaterThan(0);
      sameState(good.doc, reader.doc);
      good.doc.destroy();
      expect(stage.kontor.timesLogged('document-quarantined')).toBe(1);
      await reader.until(() => reader.isSynced);
      reader.doc.getText('faults').insert(0, 'into the damage');
      await reader.until(() => reader.refusals.length > 0);
      expect(reader.refusals).toEqual(['read-only']);
      expect([reader.acknowledged, reader.closes]).toEqual([[], []]);
    } finally {
      reader.stop();
      await repair();
    }
    // The open room still holds what was good.
    await stage.restart();
  },
};

/** Nothing good is left: the document does not open, which is not the same as an empty one. Repaired, all is there. */
export const flippedSnapshot: Fault = {
  name: 'flipped-snapshot',
  stage: 'embedded',
  async strike({ stage, crowd, random }) {
    const store = await stage.store;
    crowd.stopTyping();
    crowd.paste();
    await crowd.settled();
    crowd.leave();
    // The last to leave closes the room, which compacts the log into a snapshot.
    while ((await store.tailLength(stage.documentId)) > 0);
    await stage.restart();
    const { repair } = await store.flipSnapshot(stage.documentId, random);
    const reader = new Writer(stage.kontor.url, stage.documentId, stage.cookies[0] ?? '');
    try {
      await reader.until(() => reader.closes.length >= 2);
      expect(reader.closes.every((code) => code === CLOSE.internal)).toBe(true);
      expect(reader.isComplete).toBe(false);
      expect(reader.doc.share.size).toBe(0);
      expect(stage.kontor.timesLogged('document-corrupt')).toBeGreaterThan(0);
    } finally {
      reader.stop();
      await repair();
    }
  },
};
