import { memoryOf } from '../load/process-figures.js';
import { TypingLoad } from '../load/typing.js';
import type { Scenario } from './scenario.js';

const SAMPLE_MS = 200;

export const SLOW_READER: Scenario = {
  name: 'slow-reader',
  title: 'Slow reader: one of 20 clients stops reading for 10 s, 19 write 50 updates/s of 2 KB',
  servers: ['y-websocket', 'hocuspocus', 'kontor'],
  figures: {
    p99: 'insert to arrival p99 of the others, ms',
    growth: 'growth of server memory, MiB',
    caughtUpMs: 'until the slow one has all, ms after it reads again',
  },
  bars: [{ figure: 'p99', better: 'lower', atLeast: { 'y-websocket': 4, hocuspocus: 4 } }],
  bounds: [
    { figure: 'caughtUpMs', atMost: 2_000 },
    { figure: 'growth', atMost: 150 },
  ],
  isFresh: true,
  async run({ server }) {
    const plan = {
      documents: 1,
      typists: 20,
      silent: 1,
      rate: 50,
      warmMs: 100,
      runMs: 9_800,
      letters: 2_000,
      stopsReading: true,
    };
    const before = memoryOf([server.pid]);
    let peak = before;
    const sampling = setInterval(() => (peak = Math.max(peak, memoryOf([server.pid]))), SAMPLE_MS);
    const { p99, caughtUpMs } = await new TypingLoad(server, plan).run();
    clearInterval(sampling);
    return { p99, growth: peak - before, caughtUpMs };
  },
};
