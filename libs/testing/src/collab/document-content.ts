import * as Y from 'yjs';
import { fingerprint } from '@kontor/collab';

/**
 * Everything that makes up a document's content, for comparing replicas whatever is in them: each visible clock with its
 * content and place, all clocks and all deletions. Rendering would throw on what only an attacker writes.
 */
export interface DocumentContent {
  /** Roots, each with its visible clocks in their order, types within types. */
  ordered: string;
  /** The same without the order. */
  unordered: string;
  /** Visible content only, without formats: Yjs deletes marks that say nothing when it loads a document, unasked. */
  visible: string;
}

export function documentContent(doc: Y.Doc): DocumentContent {
  const roots = [...doc.share].sort(([a], [b]) => (a < b ? -1 : 1));
  const of = (how: View): string =>
    JSON.stringify(
      roots.map(([name, type]) => [name, typeContent(type, how)]).filter(([, text]) => text !== '[[],[]]'),
    );
  const end = Buffer.from(fingerprint(doc)).toString('hex');
  return {
    ordered: of({ isOrdered: true, formats: true }) + end,
    unordered: of({ isOrdered: false, formats: true }) + end,
    visible: of({ isOrdered: false, formats: false }),
  };
}

interface View {
  isOrdered: boolean;
  formats: boolean;
}

/** What a type holds, before anybody says which type it is. */
interface Holder {
  _start: Y.Item | null;
  _map: Map<string, Y.Item>;
}

function typeContent(type: Holder, how: View): string {
  const list: unknown[] = [];
  for (let item = type._start; item; item = item.right) {
    if (!item.deleted) list.push(...itemContent(item, how));
  }
  const map = [...type._map]
    .filter(([, item]) => !item.deleted)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, ...itemContent(item, how)]);
  const lines = list.map((entry) => JSON.stringify(entry));
  return JSON.stringify([how.isOrdered ? lines : lines.sort(), map]);
}

/** One entry per clock: replicas may hold the same run in other pieces. */
function itemContent({ id, content, length }: Y.Item, how: View): unknown[] {
  const at = (offset: number) => `${id.client}:${id.clock + offset}`;
  if (content instanceof Y.ContentType)
    return [[at(0), content.type.constructor.name, typeContent(content.type, how)]];
  if (content instanceof Y.ContentFormat)
    return how.formats ? [[at(0), 'format', content.key, content.value]] : [];
  if (content instanceof Y.ContentEmbed) return [[at(0), 'embed', content.embed]];
  const values = content.getContent();
  return Array.from({ length }, (_, offset) => [at(offset), values[offset] ?? null]);
}
