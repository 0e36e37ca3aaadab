import { CLOSE } from '@kontor/contracts';
import type { Fate } from '../../support/database-proxy.js';
import { Writer } from '../../support/writer.js';
import type { Fault } from '../fault.js';

/** The document cannot be read. Nobody is shown an empty one in its place. */
export const loadFailure: Fault = {
  name: 'load-failure',
  stage: 'behind-proxy',
  async strike({ stage, crowd, random }) {
    const { proxy } = stage;
    crowd.hold();
    await stage.restart();
    crowd.stopTyping();
    const error = { answer: { ok: 0, code: 8, codeName: 'UnknownError', errmsg: 'cannot read' } };
    const fate: Fate = random() < 0.5 ? error : 'lose-answer';
    const reads = new Set(['find', 'getMore']);
    proxy.rule = ({ name, collection }) =>
      reads.has(name) && collection.startsWith('document_') ? fate : 'pass';
    const newcomer = new Writer(stage.kontor.url, stage.documentId, stage.cookies[1] ?? '');
    try {
      await newcomer.until(() => newcomer.closes.length >= 2);
      expect(newcomer.closes.every((code) => code === CLOSE.internal)).toBe(true);
      expect(newcomer.isComplete).toBe(false);
      expect(newcomer.doc.share.size).toBe(0);
    } finally {
      newcomer.stop();
      proxy.heal();
    }
  },
};
