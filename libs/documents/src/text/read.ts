import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { BODY, MAX_DEPTH, MAX_NODES } from '../body.js';
import { documentSchema } from '../schema/extensions.js';
import { soundMark, soundNode, soundText } from '../schema/tolerant.js';

/** Stored bytes that are no Yjs update: an alarm, never an empty document. */
export class UnreadableDocumentError extends Error {}

/** Most items that an update may claim to hold, judged before anything is allocated. */
const MAX_CLOCK_SPAN = 50_000_000;

/**
 * Reads an update of a document into a sound ProseMirror node. Whatever a hostile client wrote, the result conforms
 * to the schema: invalid parts are dropped, invalid attributes fall back.
 *
 * @param update Yjs update, version 1
 * @throws UnreadableDocumentError when the bytes are no update at all
 */
export function readDocument(update: Uint8Array): Node {
  const doc = new Y.Doc({ gc: false });
  try {
    apply(doc, update);
    return readBody(doc.getXmlFragment(BODY));
  } finally {
    doc.destroy();
  }
}

/** As `readDocument`, from a live body. */
export function readBody(body: Y.XmlFragment): Node {
  const schema = documentSchema();
  const type = schema.topNodeType;
  const reader = new Reader();
  const sections = reader.children(body, 0);
  const node = soundNode(type, {}, sections) ?? type.createAndFill();
  if (node === null) throw new UnreadableDocumentError('the schema has no empty document');
  return node;
}

/** The document as ProseMirror JSON. @throws UnreadableDocumentError */
export function readJson(update: Uint8Array): JSONContent {
  return readDocument(update).toJSON();
}

function apply(doc: Y.Doc, update: Uint8Array): void {
  try {
    // Parsing the head first costs microseconds; applying a seven-byte bomb would allocate hundreds of megabytes.
    const meta = Y.parseUpdateMeta(update);
    let span = 0;
    for (const [client, to] of meta.to) span += to - (meta.from.get(client) ?? 0);
    if (span > MAX_CLOCK_SPAN) throw new RangeError('the update claims more than a document can hold');
    Y.applyUpdate(doc, update);
  } catch (cause) {
    throw new UnreadableDocumentError('these bytes are not a document', { cause });
  }
}

class Reader {
  private left = MAX_NODES;
  private readonly schema = documentSchema();

  children(parent: Y.XmlFragment | Y.XmlElement, depth: number): Node[] {
    if (depth > MAX_DEPTH) return [];
    const result: Node[] = [];
    for (let item = parent._first; item !== null && this.left > 0; item = item.next) {
      if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
      const type = item.content.type;
      if (type instanceof Y.XmlText) result.push(...this.text(type));
      else if (type instanceof Y.XmlElement) {
        const node = this.element(type, depth);
        if (node !== null) result.push(node);
      }
    }
    return result;
  }

  private element(element: Y.XmlElement, depth: number): Node | null {
    this.left -= 1;
    const name: unknown = element.nodeName;
    if (typeof name !== 'string' || !Object.hasOwn(this.schema.nodes, name)) return null;
    const type = this.schema.nodes[name];
    if (type === undefined || type.isText || type === this.schema.topNodeType) return null;
    return soundNode(type, element.getAttributes(), this.children(element, depth + 1));
  }

  private text(text: Y.XmlText): Node[] {
    const nodes: Node[] = [];
    const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
    for (const part of delta) {
      if (this.left-- <= 0) break;
      const marks = Object.entries(part.attributes ?? {}).map(([name, value]) =>
        soundMark(this.schema, name.replace(/--[a-zA-Z0-9+/=]{8}$/, ''), value),
      );
      const node = soundText(this.schema, part.insert, marks);
      if (node !== null) nodes.push(node);
    }
    return nodes;
  }
}
