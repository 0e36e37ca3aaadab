import type { DocumentKnowledge, Place } from './knowledge.js';
import type { ScannedRun, ScannedStruct } from './scan-update.js';
import { StructIndex } from './struct-index.js';

/**
 * Whether every new struct that names a left and a right neighbour names two of the same list. Yjs believes it, and shows
 * the struct as long as both are there. Once the list of one of them is deleted and collected as garbage, whoever loads
 * the document anew loses the struct, and all that honest people wrote next to it.
 */
export function neighboursAgree(runs: readonly ScannedRun[], known: DocumentKnowledge): boolean {
  // Who types at the end of a text names no right neighbour: most updates need none of this.
  let finder: PlaceFinder | null = null;
  for (const run of runs) {
    for (const { originClient, originClock, rightClient, rightClock } of run.structs) {
      if (originClient === -1 || rightClient === -1) continue;
      finder ??= new PlaceFinder(runs, known);
      const left = finder.placeOf(originClient, originClock);
      const right = finder.placeOf(rightClient, rightClock);
      if (left && right && (left.list !== right.list || left.key !== right.key)) return false;
    }
  }
  return true;
}

/** In which list a struct stands, also when it comes with the same update. Null when nobody can say. */
class PlaceFinder {
  private readonly structs: StructIndex;
  private readonly places = new Map<ScannedStruct, Place | null>();

  constructor(
    runs: readonly ScannedRun[],
    private readonly known: DocumentKnowledge,
  ) {
    this.structs = new StructIndex(runs);
  }

  placeOf(startClient: number, startClock: number): Place | null {
    const path: ScannedStruct[] = [];
    let [client, clock] = [startClient, startClock];
    let place: Place | null = null;
    for (;;) {
      if (clock < this.known.clockOf(client)) {
        place = this.known.placeOf(client, clock);
        break;
      }
      const struct = this.structs.at(client, clock);
      if (!struct) break;
      const cached = this.places.get(struct);
      if (cached !== undefined) {
        place = cached;
        break;
      }
      // Set at once: a circle ends here, and Yjs will not take it either.
      this.places.set(struct, null);
      path.push(struct);
      if (struct.root !== null || struct.parentClient !== -1) {
        place = { list: this.listOf(struct), key: struct.key };
        break;
      }
      if (struct.originClient !== -1) [client, clock] = [struct.originClient, struct.originClock];
      else if (struct.rightClient !== -1) [client, clock] = [struct.rightClient, struct.rightClock];
      else break;
    }
    for (const passed of path) this.places.set(passed, place);
    return place;
  }

  private listOf({ root, parentClient, parentClock }: ScannedStruct): unknown {
    if (root !== null) return this.known.rootOf(root);
    if (parentClock < this.known.clockOf(parentClient)) return this.known.typeOf(parentClient, parentClock);
    return `${parentClient}:${parentClock}`;
  }
}
