import { TypingLoad, type TypingPlan } from '../load/typing.js';
import type { Arena, Figures, Scenario } from './scenario.js';

const WARM_MS = 1_500;
const RUN_MS = 4_000;
const LIVE = ['ws-relay', 'y-websocket', 'hocuspocus', 'kontor'];
const FIGURES = {
  p50: 'insert to arrival p50, ms',
  p99: 'insert to arrival p99, ms',
  cpuMicros: 'CPU per delivered letter, µs (with database)',
  serverCpuMicros: 'CPU per delivered letter, µs (server process)',
  ackP50: 'insert to durable p50, ms',
  ackP99: 'insert to durable p99, ms',
  loopP99: 'event-loop delay p99, ms',
  generatorCores: 'cores used by the generator',
};

async function typing({ server }: Arena, plan: TypingPlan): Promise<Figures> {
  const {
    complete: _complete,
    caughtUpMs: _caughtUpMs,
    ...figures
  } = await new TypingLoad(server, plan).run();
  return figures;
}

const plan = (documents: number, typists: number, rate = 5): TypingPlan => ({
  documents,
  typists,
  rate,
  warmMs: WARM_MS,
  runMs: RUN_MS,
});

/** The rates of the saturation scenario, letters per second and typist. */
const STEPS = [20, 30, 50, 95, 150, 200, 300, 450, 600];
const TOO_LATE_MS = 200;

export const TYPING: Scenario[] = [
  {
    name: 'quiet-4',
    title: 'Quiet rooms: 50 documents x 4 typists, 5 letters/s each',
    servers: LIVE,
    figures: FIGURES,
    bars: [{ figure: 'p99', better: 'lower', atLeast: { 'y-websocket': 0.8, hocuspocus: 0.8 } }],
    bounds: [{ figure: 'p99', atMost: 10 }],
    isFresh: false,
    run: (arena) => typing(arena, plan(50, 4)),
  },
  {
    name: 'quiet-20',
    title: 'Quiet rooms: 10 documents x 20 typists, 5 letters/s each',
    servers: LIVE,
    figures: FIGURES,
    bars: [{ figure: 'p99', better: 'lower', atLeast: { 'y-websocket': 0.8, hocuspocus: 0.8 } }],
    bounds: [
      { figure: 'p99', atMost: 10 },
      { figure: 'ackP50', atMost: 40 },
      { figure: 'ackP99', atMost: 250 },
      { figure: 'loopP99', atMost: 20 },
    ],
    isFresh: false,
    run: (arena) => typing(arena, plan(10, 20)),
  },
  {
    name: 'hall',
    title: 'Hall: 1 document x 100 typists, 5 letters/s each',
    servers: LIVE,
    figures: { ...FIGURES, serverCpuSeconds: 'server CPU in 4 s, s' },
    bars: [{ figure: 'serverCpuMicros', better: 'lower', atLeast: { 'y-websocket': 3, hocuspocus: 3 } }],
    bounds: [
      { figure: 'p99', atMost: 25 },
      { figure: 'loopP99', atMost: 20 },
    ],
    isFresh: false,
    run: (arena) => typing(arena, plan(1, 100)),
  },
  {
    name: 'crowd',
    title: 'Crowd: 60 documents x 20 typists, 5 letters/s each',
    servers: LIVE,
    figures: FIGURES,
    bars: [{ figure: 'p99', better: 'lower', atLeast: { 'y-websocket': 20, hocuspocus: 3 } }],
    bounds: [{ figure: 'loopP99', atMost: 20 }],
    isFresh: false,
    run: (arena) => typing(arena, plan(60, 20)),
  },
  {
    name: 'at-76k',
    title: 'Cost at 76,000 delivered letters/s: 10 documents x 20 typists, 20 letters/s each',
    servers: LIVE,
    figures: FIGURES,
    bars: [{ figure: 'serverCpuMicros', better: 'lower', atLeast: { 'y-websocket': 1.4, hocuspocus: 1.4 } }],
    bounds: [
      { figure: 'ackP50', atMost: 40 },
      { figure: 'ackP99', atMost: 250 },
      { figure: 'loopP99', atMost: 20 },
    ],
    isFresh: false,
    run: (arena) => typing(arena, plan(10, 20, 20)),
  },
  {
    name: 'saturation',
    title: 'Saturation: 10 documents x 20 typists, the rate raised until p99 > 200 ms',
    servers: LIVE,
    figures: {
      deliveredPerSecond: 'delivered letters/s',
      rate: 'letters/s and typist there',
      p99: 'insert to arrival p99 there, ms',
      ackP50: 'insert to durable p50 there, ms',
      ackP99: 'insert to durable p99 there, ms',
      loopP99: 'event-loop delay p99 there, ms',
      cpuMicros: 'CPU per delivered letter there, µs (with database)',
      generatorCores: 'cores used by the generator there',
    },
    bars: [{ figure: 'deliveredPerSecond', better: 'higher', atLeast: { 'y-websocket': 15, hocuspocus: 4 } }],
    isFresh: false,
    async run(arena) {
      let best: Figures = { deliveredPerSecond: 0, rate: 0 };
      for (const rate of STEPS) {
        const figures = await typing(arena, plan(10, 20, rate));
        const offered = rate * 200 * 19;
        if (!((figures['p99'] ?? 0) <= TOO_LATE_MS) || (figures['deliveredPerSecond'] ?? 0) < offered * 0.9)
          break;
        best = { ...figures, rate };
      }
      return best;
    },
  },
];
