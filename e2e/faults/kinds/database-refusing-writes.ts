import type { Command, Fate } from '../../support/database-proxy.js';
import { lasts, type Fault } from '../fault.js';
import { whileAway } from './database-stopped.js';

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);
const isWrite = ({ name }: Command): boolean => WRITES.has(name);

/** How a database says no. After the last one the write may look done; it is not. */
const REFUSALS: readonly object[] = [
  { ok: 0, code: 14031, codeName: 'OutOfDiskSpace', errmsg: 'out of disk space' },
  { ok: 0, code: 10107, codeName: 'NotWritablePrimary', errmsg: 'not primary' },
  { ok: 1, n: 0, writeErrors: [{ index: 0, code: 133, errmsg: 'could not find a host to write to' }] },
  { ok: 1, n: 1, nModified: 1, writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } },
];

/** Everything can be read, nothing can be written. */
export const databaseRefusingWrites: Fault = {
  name: 'database-refusing-writes',
  stage: 'behind-proxy',
  async strike(scene) {
    const { proxy } = scene.stage;
    const refusal = REFUSALS[Math.floor(scene.random() * REFUSALS.length)] ?? {};
    proxy.rule = (command): Fate => (isWrite(command) ? { answer: refusal } : 'pass');
    try {
      await whileAway(scene, scene.isLong ? 5_000 : 1_500, () => proxy.heal());
    } finally {
      proxy.heal();
    }
  },
};

/** Every write is done, and nobody hears of it: repeating must neither lose nor double anything. */
export const answersLost: Fault = {
  name: 'answers-lost',
  stage: 'behind-proxy',
  async strike({ stage, crowd, isLong }) {
    const { proxy } = stage;
    const since = crowd.now();
    proxy.rule = (command): Fate => (isWrite(command) ? 'lose-answer' : 'pass');
    try {
      await lasts(isLong ? 3_000 : 1_000);
    } finally {
      proxy.heal();
    }
    await crowd.hearsAgain(since);
  },
};
