import type { Running } from '../contestants/contestant.js';

/** Figures of one run of one server, by name. Infinity and NaN mean "not reached" and "does not apply". */
export type Figures = Record<string, number>;

/** The server under test; a scenario that restarts it puts the new one here. */
export interface Arena {
  server: Running;
}

/** What the figures must show: Kontor against the best (or each) of these peers. */
export interface Bar {
  figure: string;
  /** `lower`: the peer's figure divided by ours; `higher`: ours divided by the peer's. */
  better: 'lower' | 'higher';
  /** Least ratio against each of these peers. */
  atLeast: Readonly<Record<string, number>>;
}

/** A bound on Kontor's own figure. */
export interface Bound {
  figure: string;
  atMost: number;
}

export interface Scenario {
  name: string;
  title: string;
  servers: readonly string[];
  /** Units and meaning of each figure, in the order of the table. */
  figures: Readonly<Record<string, string>>;
  bars: readonly Bar[];
  bounds?: readonly Bound[];
  /** The server is started anew for each run; otherwise once for all runs of the scenario. */
  isFresh: boolean;
  /** Runs at most so often, because one takes minutes. */
  maxRuns?: number;
  /** May restart the server: whoever uses it afterwards asks the arena. */
  run(arena: Arena): Promise<Figures>;
}
