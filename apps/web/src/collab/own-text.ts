import { BODY } from '@kontor/documents';
import { ContentString, Item, XmlText, decodeUpdate, type Doc } from 'yjs';

/**
 * The paragraphs that hold words of these updates, in the order of the document: what "Copy my text" gives to somebody
 * whose changes will not be accepted. Whole paragraphs, because bare insertions ("t", "he ci") are of no use.
 *
 * @param writers only words under these client ids count; absent: all
 */
export function ownText(doc: Doc, updates: readonly Uint8Array[], writers?: ReadonlySet<number>): string {
  const own = new Map<number, [number, number][]>();
  for (const update of updates) {
    for (const struct of decodeUpdate(update).structs) {
      if (!(struct instanceof Item) || !(struct.content instanceof ContentString)) continue;
      if (writers?.has(struct.id.client) === false) continue;
      const ranges = own.get(struct.id.client) ?? [];
      ranges.push([struct.id.clock, struct.id.clock + struct.length]);
      own.set(struct.id.client, ranges);
    }
  }
  const isOwn = (item: Item): boolean =>
    own.get(item.id.client)?.some(([from, to]) => item.id.clock < to && from < item.id.clock + item.length) ??
    false;
  const lines: string[] = [];
  for (const text of doc.getXmlFragment(BODY).createTreeWalker((node) => node instanceof XmlText)) {
    if (text instanceof XmlText && hasItem(text, isOwn)) lines.push(words(text));
  }
  return lines.join('\n\n');
}

/** All words of a text of the shared document, one block per line. */
export function wholeText(doc: Doc): string {
  const lines: string[] = [];
  for (const text of doc.getXmlFragment(BODY).createTreeWalker((node) => node instanceof XmlText)) {
    if (text instanceof XmlText) lines.push(words(text));
  }
  return lines.filter((line) => line.trim() !== '').join('\n\n');
}

function hasItem(text: XmlText, test: (item: Item) => boolean): boolean {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof ContentString && test(item)) return true;
  }
  return false;
}

function words(text: XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
