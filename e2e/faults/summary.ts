import { writeFileSync } from 'node:fs';
import os from 'node:os';
import type { Findings } from './oracle.js';

interface Row extends Findings {
  rounds: number;
  failed: number;
  /** The worst of each figure that was noted, in milliseconds. */
  worstMs: Record<string, number>;
}

const NOTHING: Findings = { acknowledged: 0, falselyAcknowledged: 0, written: 0, lost: 0 };

/** What a run came to, by fault. */
export class Summary {
  readonly #rows = new Map<string, Row>();
  readonly #skipped: Record<string, string> = {};
  readonly #started = Date.now();

  constructor(private readonly seed: number) {}

  skipped(fault: string, reason: string): void {
    this.#skipped[fault] = reason;
  }

  note(fault: string, name: string, ms: number): void {
    const { worstMs } = this.#row(fault);
    worstMs[name] = Math.max(ms, worstMs[name] ?? 0);
  }

  ended(fault: string, findings: Findings, isWell: boolean): void {
    const row = this.#row(fault);
    row.rounds += 1;
    row.failed += isWell ? 0 : 1;
    for (const key of Object.keys(NOTHING) as (keyof Findings)[]) row[key] += findings[key];
  }

  get total(): Row {
    const sum: Row = { ...NOTHING, rounds: 0, failed: 0, worstMs: {} };
    for (const row of this.#rows.values()) {
      for (const key of Object.keys(NOTHING) as (keyof Findings)[]) sum[key] += row[key];
      sum.rounds += row.rounds;
      sum.failed += row.failed;
    }
    return sum;
  }

  line(): string {
    const { rounds, failed, acknowledged, falselyAcknowledged, written, lost } = this.total;
    return `faults: seed ${this.seed}, ${rounds} rounds (${failed} failed), ${acknowledged} acknowledged edits, ${falselyAcknowledged} falsely, ${written} written, ${lost} lost`;
  }

  save(file: string): void {
    const about = {
      seed: this.seed,
      date: new Date().toISOString().slice(0, 10),
      seconds: Math.round((Date.now() - this.#started) / 1000),
      node: process.version,
      cores: os.availableParallelism(),
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      platform: `${os.platform()} ${os.arch()}`,
    };
    const faults = Object.fromEntries(this.#rows);
    writeFileSync(
      file,
      `${JSON.stringify({ ...about, faults, total: this.total, skipped: this.#skipped }, null, 2)}\n`,
    );
  }

  #row(fault: string): Row {
    let row = this.#rows.get(fault);
    if (!row) {
      row = { ...NOTHING, rounds: 0, failed: 0, worstMs: {} };
      this.#rows.set(fault, row);
    }
    return row;
  }
}
