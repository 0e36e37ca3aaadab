import * as Y from 'yjs';
import { BODY, MAX_DEPTH, MAX_NODES } from '../body.js';
import { isFileSrc, isSectionId, isSectionKey } from '../schema/attributes.js';
import { documentSchema } from '../schema/extensions.js';

/** Stands for a mention, a hard break, a picture or a rule, so that each has a place and an author. */
export const LEAF = '\ufffc';

/** A section as it is met: its heading is read with the rest of its text. */
export interface SectionHead {
  /** Null when it has none that is valid. */
  id: string | null;
  key: string | null;
}

/** Text that stands together under one client id. */
export interface Piece {
  /** Place among the blocks of the section that hold text, from 0. */
  block: number;
  /** UTF-16 code units before it in its block. */
  offset: number;
  text: string;
  /** Yjs client id under which it was inserted. */
  client: number;
}

type Type = Y.ContentType['type'];

export interface TextVisitor {
  /** @returns whether to walk through its text */
  section(head: SectionHead): boolean;
  /** @returns whether to go on at all */
  piece(piece: Piece): boolean;
}

/**
 * Walks the text of a document in reading order, with the client id of each piece. Reads Yjs's own list of what stands
 * there, because whatever is made of it (deltas, nodes) has forgotten who inserted it. Passes over what the reader of
 * documents passes over: unknown nodes, and what is nested too deep.
 *
 * @param doc is only read; a type that nobody has named yet stays unnamed
 */
export function walkText(doc: Y.Doc, visitor: TextVisitor): void {
  new Walk(visitor).body(doc.share.get(BODY));
}

class Walk {
  private left = MAX_NODES;
  private isOver = false;
  private block = -1;
  private offset = 0;
  private readonly schema = documentSchema();

  constructor(private readonly visitor: TextVisitor) {}

  body(body: Type | undefined): void {
    for (const type of typesIn(body)) {
      if (this.isOver || this.left <= 0) return;
      if (!(type instanceof Y.XmlElement) || type.nodeName !== 'section') continue;
      this.left -= 1;
      const [id, key]: unknown[] = [type.getAttribute('id'), type.getAttribute('key')];
      const head = { id: isSectionId(id) ? id : null, key: isSectionKey(key) ? key : null };
      this.block = -1;
      if (this.visitor.section(head)) this.children(type, 1, false);
    }
  }

  /** @param isInline inside a block that holds text: what stands there continues that block */
  private children(parent: Y.XmlElement, depth: number, isInline: boolean): void {
    if (depth > MAX_DEPTH) return;
    for (const type of typesIn(parent)) {
      if (this.isOver || this.left <= 0) return;
      if (type instanceof Y.XmlText) {
        if (!isInline) this.openBlock();
        this.text(type);
      } else if (type instanceof Y.XmlElement) {
        this.element(type, depth, isInline);
      }
    }
  }

  private element(element: Y.XmlElement, depth: number, isInline: boolean): void {
    this.left -= 1;
    const name: unknown = element.nodeName;
    if (typeof name !== 'string' || !Object.hasOwn(this.schema.nodes, name)) return;
    const type = this.schema.nodes[name];
    if (type === undefined || name === 'section' || type.isText || type === this.schema.topNodeType) return;
    if (type.isLeaf) {
      if (isHollow(name, element) || (isInline && !type.isInline)) return;
      if (!isInline) this.openBlock();
      this.put(LEAF, element._item?.id.client ?? 0);
      return;
    }
    if (type.isTextblock && !isInline) this.openBlock();
    this.children(element, depth + 1, isInline || type.isTextblock);
  }

  private openBlock(): void {
    this.block += 1;
    this.offset = 0;
  }

  private text(text: Y.XmlText): void {
    for (let item = text._start; item !== null && !this.isOver; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      this.put(item.content.str, item.id.client);
    }
  }

  private put(text: string, client: number): void {
    const { block, offset } = this;
    this.offset += text.length;
    this.isOver = !this.visitor.piece({ block, offset, text, client });
  }
}

function* typesIn(parent: Type | undefined): IterableIterator<Type> {
  for (let item = parent?._start ?? null; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentType) yield item.content.type;
  }
}

/** Shown by nobody: a picture without a file, a mention of nobody. */
function isHollow(name: string, element: Y.XmlElement): boolean {
  if (name === 'image') return !isFileSrc(element.getAttribute('src'));
  return name === 'mention' && typeof element.getAttribute('id') !== 'string';
}
