import type { Fault } from '../fault.js';
import { compactionKilled } from './compaction-killed.js';
import { answersLost, databaseRefusingWrites } from './database-refusing-writes.js';
import { databaseStopped, databaseStoppedTooLong } from './database-stopped.js';
import { diskFull } from './disk-full.js';
import { flippedLogEntry, flippedSnapshot } from './flipped-bits.js';
import { killApp, killBoth, killDatabase } from './kills.js';
import { leavingDuringSigterm, reopeningDuringUnload } from './leaving.js';
import { loadFailure } from './load-failure.js';

/** All that we know how to do to it. */
export const FAULTS: readonly Fault[] = [
  killApp,
  killDatabase,
  killBoth,
  databaseStopped,
  databaseStoppedTooLong,
  databaseRefusingWrites,
  answersLost,
  diskFull,
  ...compactionKilled,
  loadFailure,
  flippedLogEntry,
  flippedSnapshot,
  leavingDuringSigterm,
  reopeningDuringUnload,
];
