import type { Running } from '../contestants/contestant.js';
import { keystroke } from '../load/keystroke.js';
import { cpuOf, memoryOf } from '../load/process-figures.js';
import { Reader } from '../load/reader.js';
import type { Scenario } from './scenario.js';

const DOCUMENTS = 2_000;
const ROUNDS = 10;
const AT_ONCE = 50;
const SETTLE_MS = 1_500;
const CLIENT = 1_000_000;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

let client = CLIENT;

async function openAll(server: Running, documents: readonly string[]): Promise<Reader[]> {
  const readers = documents.map((document) => new Reader(server, document));
  for (let at = 0; at < readers.length; at += AT_ONCE) {
    await Promise.all(
      readers.slice(at, at + AT_ONCE).map(async (reader) => {
        await reader.open();
        await reader.joined();
        client += 1;
        reader.send([keystroke(client, 0, 200)]);
        await reader.settled();
      }),
    );
  }
  return readers;
}

export const MEMORY: Scenario = {
  name: 'memory',
  title: `Memory: ${DOCUMENTS} small documents open, one connection each`,
  servers: ['y-websocket', 'hocuspocus', 'kontor'],
  figures: {
    kibPerDocument: 'server memory per open document and connection, KiB',
    cpuMs: 'CPU per opening, ms',
    afterFirst: 'server memory after closing all, round 1, MiB',
    afterLast: `server memory after closing all, round ${ROUNDS}, MiB`,
    growth: `growth from round 3 to round ${ROUNDS}, MiB`,
  },
  bars: [{ figure: 'kibPerDocument', better: 'lower', atLeast: { 'y-websocket': 1.3, hocuspocus: 2 } }],
  bounds: [{ figure: 'growth', atMost: 15 }],
  isFresh: true,
  maxRuns: 2,
  async run({ server }) {
    const documents = await server.documents(DOCUMENTS);
    // Code is compiled and buffers are grown by the first hundred; they are not what a document costs.
    for (const reader of await openAll(server, documents.slice(0, 100))) reader.close();
    await settle();
    const after: number[] = [];
    let kibPerDocument = 0;
    let cpuMs = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const before = memoryOf([server.pid]);
      const cpu = cpuOf([server.pid]);
      const readers = await openAll(server, documents);
      if (round === 1) {
        await settle();
        cpuMs = ((cpuOf([server.pid]) - cpu) * 1000) / DOCUMENTS;
        kibPerDocument = ((memoryOf([server.pid]) - before) * 1024) / DOCUMENTS;
      }
      for (const reader of readers) reader.close();
      await settle();
      after.push(memoryOf([server.pid]));
    }
    const [afterFirst = 0] = after;
    const afterLast = after.at(-1) ?? 0;
    return { kibPerDocument, cpuMs, afterFirst, afterLast, growth: afterLast - (after[2] ?? 0) };
  },
};
