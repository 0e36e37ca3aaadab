import { mergeTree } from '@kontor/collab';
import { history, type History } from '../load/history.js';
import { cpuOf, memoryOf } from '../load/process-figures.js';
import { Reader, seed } from '../load/reader.js';
import type { Scenario } from './scenario.js';

const JOINERS = 500;
/** So many come and go before. */
const FIRST = 200;
/** How the history is sent, which is no part of what is measured here: 2,000 updates merged into each message. */
const PER_MESSAGE = 2_000;

function inFewMessages({ updates, text }: History): { updates: Uint8Array[]; text: string } {
  const merged: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += PER_MESSAGE) {
    merged.push(mergeTree(updates.slice(at, at + PER_MESSAGE)));
  }
  return { updates: merged, text };
}

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
    const { document, bytes, leave } = await seed(server, inFewMessages(past));
    // The author stays, as in life: what is measured is joining, not loading.
    // A server in the middle of its day: its code for joining is compiled.
    const first = Array.from({ length: FIRST }, () => new Reader(server, document, false));
    for (const reader of first) {
      await reader.open();
      await reader.until(() => reader.bytes >= bytes * 0.99);
      reader.close();
    }
    const isChecked = (at: number): boolean => at === 0 || at === JOINERS - 1;
    const readers = Array.from({ length: JOINERS }, (_, at) => new Reader(server, document, isChecked(at)));
    await server.measure();
    const cpu = cpuOf(server.pids());
    const start = performance.now();
    await Promise.all(
      readers.map(async (reader) => {
        await reader.open();
        await reader.until(() => reader.bytes >= bytes * 0.99);
      }),
    );
    const ms = performance.now() - start;
    const cpuMs = ((cpuOf(server.pids()) - cpu) * 1000) / JOINERS;
    const memory = memoryOf([server.pid]);
    const wrong = [readers[0], readers.at(-1)].filter((reader) => reader?.text() !== past.text);
    leave();
    for (const reader of readers) reader.close();
    return { ms: wrong.length > 0 ? Number.POSITIVE_INFINITY : ms, cpuMs, memory };
  },
};
