import { Reader } from '../load/reader.js';
import { TypingLoad } from '../load/typing.js';
import type { Arena, Figures, Scenario } from './scenario.js';

const DOCUMENTS = 20;
const TYPED_MS = 4_000;
const KILLED_AFTER_MS = 100;

/** What had been called safe, and what of it is still there after kill -9 and a restart. */
async function survive(arena: Arena, rate: number): Promise<Figures> {
  let { server } = arena;
  const load = new TypingLoad(server, {
    documents: DOCUMENTS,
    typists: 2,
    silent: 1,
    rate,
    warmMs: 0,
    runMs: TYPED_MS,
  });
  const promised = await load.typeAndThen(async () => {
    await new Promise((resolve) => setTimeout(resolve, KILLED_AFTER_MS));
    await server.kill();
  });
  server = await server.restart();
  arena.server = server;
  let acknowledged = 0;
  let lost = 0;
  for (const [document, letters] of promised) {
    const reader = await new Reader(server, document).open();
    await reader.joined();
    // y-leveldb answers with an empty document first.
    await new Promise((resolve) => setTimeout(resolve, 100));
    acknowledged += letters;
    lost += Math.max(0, letters - reader.text().length);
    reader.close();
  }
  return { acknowledged, lost, share: (lost / Math.max(1, acknowledged)) * 100 };
}

const scenario = (name: string, rate: number, inAll: string): Scenario => ({
  name,
  title: `Durability: kill -9 100 ms after the last key, ${inAll} updates/s`,
  servers: ['y-leveldb', 'hocuspocus-sqlite', 'kontor'],
  figures: {
    acknowledged: 'letters that had been called safe',
    lost: 'of these gone after the restart',
    share: 'lost, %',
  },
  bars: [],
  bounds: [{ figure: 'lost', atMost: 0 }],
  isFresh: true,
  run: (arena) => survive(arena, rate),
});

/**
 * "Safe" is what each server tells its clients: Kontor that it is durable, Hocuspocus its SyncStatus; y-leveldb says
 * nothing, there it is what another member has received.
 */
export const DURABILITY: Scenario[] = [
  scenario('durability-20', 1, '20'),
  scenario('durability-8000', 400, '8,000'),
];
