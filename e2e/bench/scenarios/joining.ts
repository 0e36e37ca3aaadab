import { history } from '../load/history.js';
import { cpuOf, memoryOf } from '../load/process-figures.js';
import { Reader, seed } from '../load/reader.js';
import type { Scenario } from './scenario.js';

const JOINERS = 500;

export const JOINING: Scenario = {
  name: 'joining',
  title: `Joining: ${JOINERS} clients join a document of 260,000 keystrokes at once`,
  servers: ['y-websocket', 'hocuspocus', 'kontor'],
  figures: {
    ms: 'until all have the text, ms',
    cpuMs: 'server CPU per join, ms',
    memory: 'server memory afterwards, MiB',
  },
  bars: [
    { figure: 'ms', better: 'lower', atLeast: { 'y-websocket': 2.5, hocuspocus: 2.5 } },
    { figure: 'cpuMs', better: 'lower', atLeast: { 'y-websocket': 5, hocuspocus: 5 } },
  ],
  isFresh: true,
  async run({ server }) {
    const past = history();
    const document = await seed(server, past);
    // Somebody is in the document, as in life: what is measured is joining, not loading.
    const host = await new Reader(server, document).open();
    await host.joined();
    const readers = Array.from({ length: JOINERS }, () => new Reader(server, document));
    await server.measure();
    const cpu = cpuOf(server.pids());
    const start = performance.now();
    await Promise.all(
      readers.map(async (reader) => {
        await reader.open();
        await reader.until(() => reader.bytes >= past.full.length * 0.95);
      }),
    );
    const ms = performance.now() - start;
    const cpuMs = ((cpuOf(server.pids()) - cpu) * 1000) / JOINERS;
    const memory = memoryOf([server.pid]);
    const wrong = [readers[0], readers.at(-1)].filter((reader) => reader?.text() !== past.text);
    for (const reader of [host, ...readers]) reader.close();
    return { ms: wrong.length > 0 ? Number.POSITIVE_INFINITY : ms, cpuMs, memory };
  },
};
