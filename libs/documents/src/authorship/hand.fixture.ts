import type { Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, documentSchema } from '../index.js';

/** For specs: somebody at an editor without a page. Edits reach the shared text by the binding that the web uses. */
export class Hand {
  readonly doc = new Y.Doc();

  constructor(clientId: number, start: Uint8Array) {
    this.doc.clientID = clientId;
    Y.applyUpdate(this.doc, start);
  }

  get node(): Node {
    return initProseMirrorDoc(this.body, documentSchema()).doc;
  }

  private get body(): Y.XmlFragment {
    return this.doc.getXmlFragment(BODY);
  }

  edit(change: (tr: Transaction, node: Node) => void): void {
    const { doc: node, meta } = initProseMirrorDoc(this.body, documentSchema());
    const { tr } = EditorState.create({ doc: node });
    change(tr, node);
    // With a selection, as an editor has one: structural commands look at it.
    this.doc.transact(() => updateYFragment(this.doc, this.body, tr.doc, meta), Hand);
  }

  /** Types before the first place where `before` stands; at the end of the text without it. */
  type(text: string, before?: string): void {
    this.edit((tr, node) => tr.insertText(text, before === undefined ? endOf(node) : find(node, before)));
  }

  /** Deletes the first place where `text` stands. */
  erase(text: string): void {
    this.edit((tr, node) => tr.delete(find(node, text), find(node, text) + text.length));
  }

  /** Gets what the others have. */
  hear(...others: readonly Hand[]): void {
    for (const other of others) Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(other.doc));
  }
}

/** Everybody gets everything. */
export function exchange(...hands: readonly Hand[]): void {
  for (const hand of hands) hand.hear(...hands);
}

/** Where `text` begins. */
export function find(node: Node, text: string): number {
  let found = -1;
  node.descendants((child, pos) => {
    if (!child.isTextblock) return found < 0;
    const at = child.textBetween(0, child.content.size, undefined, '\ufffc').indexOf(text);
    if (at >= 0 && found < 0) found = pos + 1 + at;
    return false;
  });
  if (found < 0) throw new Error(`the text does not hold ${JSON.stringify(text)}`);
  return found;
}

const endOf = (node: Node): number => TextSelection.atEnd(node).from;
