import { history } from '../load/history.js';
import { cpuOf } from '../load/process-figures.js';
import { Reader, seed } from '../load/reader.js';
import type { Scenario } from './scenario.js';

/** Hocuspocus stores at the latest ten seconds after a change. */
const STORED_AFTER_MS = 12_000;

export const COLD_LOAD: Scenario = {
  name: 'cold-load',
  title: 'Cold load: a document of 260,000 keystrokes is opened first after a restart',
  servers: ['y-leveldb', 'hocuspocus-sqlite', 'kontor'],
  figures: { ms: 'from connecting to the whole text, ms', cpuMs: 'server and database CPU, ms' },
  bars: [{ figure: 'ms', better: 'lower', atLeast: { 'hocuspocus-sqlite': 3, 'y-leveldb': 30 } }],
  isFresh: true,
  async run(arena) {
    let { server } = arena;
    const past = history();
    const { document, bytes, leave } = await seed(server, past);
    leave();
    await new Promise((resolve) => setTimeout(resolve, STORED_AFTER_MS));
    server = await server.restart();
    arena.server = server;
    await server.measure();
    const pids = server.pids();
    const cpu = cpuOf(pids);
    const start = performance.now();
    const reader = await new Reader(server, document).open();
    // Some say "synced" with an empty document and send the text later.
    await reader.until(() => reader.bytes >= bytes * 0.9);
    const ms = performance.now() - start;
    const cpuMs = (cpuOf(pids) - cpu) * 1000;
    const isRight = reader.text() === past.text;
    reader.close();
    return { ms: isRight ? ms : Number.POSITIVE_INFINITY, cpuMs };
  },
};
