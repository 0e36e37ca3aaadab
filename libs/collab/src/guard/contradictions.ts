import * as Y from 'yjs';
import type { DocumentKnowledge } from './knowledge.js';
import type { ScannedUpdate } from './scan-update.js';

/**
 * Notices an edit whose known part says something else than the document: two live pages write under one client id, as
 * a copied machine makes them. Yjs would take the part that it does not know yet, a torn-off end of a word whose rest the
 * author brings under another id a moment later.
 */
export class Contradictions {
  private readonly found = new WeakMap<object, Set<number>>();

  constructor(
    /** Getting `doc` may build it. */
    private readonly content: { readonly doc: Y.Doc },
    private readonly known: Pick<DocumentKnowledge, 'clockOf'>,
    /** Applies what was accepted, so that it can be compared. */
    private readonly flush: () => void,
  ) {}

  /**
   * Whether an edit contradicts the document, or goes on where an earlier one of this sender did. Until an answer to sync
   * step 1: who gives it has seen what is here.
   */
  isIn(sender: object, update: Uint8Array, { runs }: ScannedUpdate, step2: boolean): boolean {
    if (step2) {
      this.found.delete(sender);
      return false;
    }
    const found = this.found.get(sender);
    if (found && runs.some(({ client }) => found.has(client))) return true;
    // Hardly ever: an editor sends nothing twice, only answers repeat what is known.
    if (runs.every(({ client, from }) => from >= this.known.clockOf(client))) return false;
    this.flush();
    const clients = new Set<number>();
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Item && this.differs(struct)) clients.add(struct.id.client);
    }
    if (clients.size === 0) return false;
    this.found.set(sender, new Set([...(found ?? []), ...clients]));
    return true;
  }

  private differs(theirs: Y.Item): boolean {
    const { client, clock } = theirs.id;
    const { store } = this.content.doc;
    const structs = store.clients.get(client) ?? [];
    const end = Math.min(clock + theirs.length, Y.getState(store, client));
    for (let at = clock; at < end;) {
      const ours = structs[Y.findIndexSS(structs, at)];
      if (!ours) return false;
      const length = Math.min(ours.id.clock + ours.length, end) - at;
      if (ours instanceof Y.Item && !agree(ours, theirs, at, length)) return true;
      at += length;
    }
    return false;
  }
}

/** Whether two items say the same at `length` clocks from `at` on, as far as that can still be told. */
function agree(ours: Y.Item, theirs: Y.Item, at: number, length: number): boolean {
  const [a, b] = [ours.content, theirs.content];
  if (a instanceof Y.ContentDeleted || b instanceof Y.ContentDeleted) return true;
  if (a.constructor !== b.constructor || originAt(ours, at) !== originAt(theirs, at)) return false;
  if (!(a instanceof Y.ContentString) || !(b instanceof Y.ContentString)) return true;
  for (let clock = at; clock < at + length; clock += 1) {
    const [left, right] = [a.str[clock - ours.id.clock], b.str[clock - theirs.id.clock]];
    // Where Yjs cut through a character outside the basic plane it has put two of these.
    if (left !== right && left !== '\ufffd' && right !== '\ufffd') return false;
  }
  return true;
}

function originAt(item: Y.Item, clock: number): string {
  if (clock > item.id.clock) return `${item.id.client}:${clock - 1}`;
  return item.origin === null ? '' : `${item.origin.client}:${item.origin.clock}`;
}
