import type { ScannedRun, ScannedStruct } from './scan-update.js';

/** Finds the struct of an update that stands at a clock. */
export class StructIndex {
  private readonly byClient: Map<number, ScannedRun>;

  constructor(runs: readonly ScannedRun[]) {
    this.byClient = new Map(runs.map((run) => [run.client, run]));
  }

  /** @returns null when the update brings nothing there */
  at(client: number, clock: number): ScannedStruct | null {
    const structs = this.byClient.get(client)?.structs ?? [];
    let low = 0;
    let high = structs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (!struct) return null;
      if (clock < struct.clock) high = middle - 1;
      else if (clock >= struct.clock + struct.length) low = middle + 1;
      else return struct;
    }
    return null;
  }
}
