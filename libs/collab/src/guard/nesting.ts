import type { DocumentKnowledge } from './knowledge.js';
import { LimitError } from './limit-error.js';
import type { ScannedRun, ScannedStruct } from './scan-update.js';
import { StructIndex } from './struct-index.js';

/**
 * Depth of the deepest type that the new structs would add: 1 for a type directly in a root. Two thousand nested
 * elements are a small update, but rendering or deleting them overflows the stack of whoever does it.
 */
export function deepestType(runs: readonly ScannedRun[], known: DocumentKnowledge, enough: number): number {
  const finder = new DepthFinder(runs, known);
  let deepest = 0;
  for (const run of runs) {
    for (const struct of run.structs) {
      if (!struct.isType) continue;
      deepest = Math.max(deepest, finder.depthOf(struct) + 1);
      if (deepest > enough) return deepest;
    }
  }
  return deepest;
}

/** Number of types above a struct; follows parents and, where the parent is implied, neighbours. No recursion. */
class DepthFinder {
  private readonly structs: StructIndex;
  private readonly depths = new Map<ScannedStruct, number>();

  constructor(
    runs: readonly ScannedRun[],
    private readonly known: DocumentKnowledge,
  ) {
    this.structs = new StructIndex(runs);
  }

  depthOf(start: ScannedStruct): number {
    const path: { struct: ScannedStruct; deeper: number }[] = [];
    const onPath = new Set<ScannedStruct>();
    let struct = start;
    let above = 0;
    for (;;) {
      const cached = this.depths.get(struct);
      if (cached !== undefined) {
        above = cached;
        break;
      }
      // A circle of structs can never be integrated.
      if (onPath.has(struct)) throw new LimitError('structs in a circle');
      onPath.add(struct);
      const step = this.stepFrom(struct);
      path.push({ struct, deeper: step.deeper });
      if (step.next) {
        struct = step.next;
        continue;
      }
      above = step.depth;
      break;
    }
    for (const { struct: passed, deeper } of path.toReversed()) {
      if (this.depths.has(passed)) continue;
      above += deeper;
      this.depths.set(passed, above);
    }
    return above;
  }

  private stepFrom(struct: ScannedStruct): { next: ScannedStruct | null; depth: number; deeper: number } {
    if (struct.root !== null) return { next: null, depth: 0, deeper: 0 };
    if (struct.parentClient !== -1) return this.stepTo(struct.parentClient, struct.parentClock, 1);
    if (struct.originClient !== -1) return this.stepTo(struct.originClient, struct.originClock, 0);
    if (struct.rightClient !== -1) return this.stepTo(struct.rightClient, struct.rightClock, 0);
    return { next: null, depth: 0, deeper: 0 };
  }

  private stepTo(client: number, clock: number, deeper: number) {
    if (clock < this.known.clockOf(client)) {
      return { next: null, depth: this.known.typesAbove(client, clock), deeper };
    }
    const next = this.structs.at(client, clock);
    return { next, depth: 0, deeper };
  }
}
