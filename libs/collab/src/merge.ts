import * as Y from 'yjs';

/** `Y.mergeUpdates` sorts all its inputs again for each struct: 26 000 at once took 5.5 s, a tree of 32s 0.1 s. */
const FAN_IN = 32;

/** One update that stands for all given, in the order given. */
export function mergeTree(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let start = 0; start < level.length; start += FAN_IN) {
      const group = level.slice(start, start + FAN_IN);
      // A single update comes back as it is.
      next.push(Y.mergeUpdates(group));
    }
    level = next;
  }
  return level[0] ?? Y.mergeUpdates([]);
}
