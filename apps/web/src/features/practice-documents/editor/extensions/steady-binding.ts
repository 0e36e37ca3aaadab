import { soundNode, soundText, soundMark } from '@kontor/documents';
import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node, type Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type Transaction as EditorTransaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import {
  Item,
  UndoManager,
  XmlElement,
  XmlText,
  iterateDeletedStructs,
  type Doc,
  type RelativePosition,
  type Transaction,
  type XmlFragment,
} from 'yjs';

/** What we use of the stock binding's inner workings (y-tiptap 3.0.9, pinned). */
interface Binding {
  type: XmlFragment;
  doc: Doc;
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3];
  mux: (task: () => void) => void;
  beforeTransactionSelection: {
    type: string;
    anchor: RelativePosition | null;
    head: RelativePosition | null;
  } | null;
  _observeFunction: Parameters<XmlFragment['observeDeep']>[0];
}

/**
 * Brings what others wrote into the editor, in place of the stock binding's own way, which
 * - takes any change in the paragraph of the caret for a structural one and puts the caret back to its old offset, so
 *   that two people typing in one paragraph scramble each other's words (seen in every one of our trials: its guess is
 *   led astray by sections, whose ids make them "distinctive");
 * - rebuilds every node of the text with every remote key press, and replaces the whole document;
 * - deletes from everybody's text what it cannot build.
 * Here only what changed is built and replaced, and the caret stays at the character it stood at.
 */
export const SteadyBinding = Extension.create<{ beforeReceiving: Set<() => void> }>({
  name: 'kontorSteadyBinding',
  // After the stock binding (1000), whose observer is replaced.
  priority: 900,
  addOptions: () => ({ beforeReceiving: new Set() }),

  addProseMirrorPlugins() {
    const { beforeReceiving } = this.options;
    return [
      new Plugin({
        key: new PluginKey('kontorSteadyBinding'),
        view: (view) => {
          const binding: Binding = ySyncPluginKey.getState(view.state).binding;
          binding.type.unobserveDeep(binding._observeFunction);
          binding._observeFunction = (_events, transaction) => receive(view, binding, transaction);
          binding.type.observeDeep(binding._observeFunction);
          const takeIn = () => flush(view);
          beforeReceiving.add(takeIn);
          return { destroy: () => beforeReceiving.delete(takeIn) };
        },
      }),
    ];
  },
});

/** Reads what stands in the page but not yet in the state: a key or a click of the last milliseconds. */
function flush(view: EditorView): void {
  const observer: unknown = Reflect.get(view, 'domObserver');
  if (view.isDestroyed || view.composing || typeof observer !== 'object' || observer === null) return;
  // The first takes in what was put off for a moment, the second what nobody has looked at yet.
  for (const name of ['forceFlush', 'flush']) {
    const read: unknown = Reflect.get(observer, name);
    if (typeof read === 'function') read.call(observer);
  }
}

function receive(view: EditorView, binding: Binding, transaction: Transaction): void {
  if (view.isDestroyed) return;
  // The mutex keeps our own changes, which the editor has already, from coming back.
  binding.mux(() => {
    forget(binding, transaction);
    const { state } = view;
    const next = state.doc.copy(Fragment.fromArray(build(binding.type, binding, state.schema)));
    const tr = state.tr.setMeta('addToHistory', false);
    replaceChanged(tr, next);
    restoreSelection(tr, binding);
    tr.setMeta(ySyncPluginKey, {
      isChangeOrigin: true,
      isUndoRedoOperation: transaction.origin instanceof UndoManager,
    });
    view.dispatch(tr);
  });
}

/** Nodes of what changed, up to the root, are no longer true. */
function forget({ mapping }: Binding, transaction: Transaction): void {
  iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Item)) return;
    const type: unknown = Reflect.get(struct.content, 'type');
    if (type instanceof XmlElement || type instanceof XmlText) mapping.delete(type);
  });
  for (const type of transaction.changed.keys()) mapping.delete(type);
  for (const type of transaction.changedParentTypes.keys()) mapping.delete(type);
}

function build(parent: XmlFragment | XmlElement, binding: Binding, schema: Schema): Node[] {
  const nodes: Node[] = [];
  for (const child of parent.toArray()) {
    if (child instanceof XmlText) nodes.push(...textNodes(child, schema));
    else if (child instanceof XmlElement) {
      const known = binding.mapping.get(child);
      const node = known === undefined || Array.isArray(known) ? buildElement(child, binding, schema) : known;
      if (node !== null) nodes.push(node);
    }
  }
  return nodes;
}

function buildElement(element: XmlElement, binding: Binding, schema: Schema): Node | null {
  const type = Object.hasOwn(schema.nodes, element.nodeName) ? schema.nodes[element.nodeName] : undefined;
  if (type === undefined) return null;
  const node = soundNode(type, element.getAttributes(), build(element, binding, schema));
  if (node !== null) binding.mapping.set(element, node);
  return node;
}

function textNodes(text: XmlText, schema: Schema): Node[] {
  const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.flatMap(({ insert, attributes }) => {
    const marks = Object.entries(attributes ?? {}).map(([name, value]) =>
      soundMark(schema, name.replace(/--[a-zA-Z0-9+/=]{8}$/, ''), value),
    );
    // An embed is drawn as one unknown character, so that positions agree with those of the shared text.
    const node = soundText(schema, typeof insert === 'string' ? insert : '\ufffc', marks);
    return node === null ? [] : [node];
  });
}

/** Replaces from the first difference to the last: what did not change keeps its decorations, and the page its place. */
function replaceChanged(tr: EditorTransaction, next: Node): void {
  const start = tr.doc.content.findDiffStart(next.content);
  const end = tr.doc.content.findDiffEnd(next.content);
  if (start === null || end === null) return;
  let { a, b } = end;
  // Repeated letters make both ends overlap ("aa" to "aaa"): the shorter range begins at the start.
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  try {
    tr.replace(start, a, next.slice(start, b));
    if (tr.doc.eq(next)) return;
  } catch {
    // Falls through: a cut that cannot be fitted.
  }
  tr.replace(0, tr.doc.content.size, new Slice(next.content, 0, 0));
}

/** The caret stands at a character, not at a number: text selections follow theirs, all others are mapped. */
function restoreSelection(tr: EditorTransaction, binding: Binding): void {
  const before = binding.beforeTransactionSelection;
  if (before === null || before.type !== 'text' || before.anchor === null || before.head === null) return;
  const find = (position: RelativePosition) =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping);
  const [anchor, head] = [find(before.anchor), find(before.head)];
  if (anchor === null || head === null) return;
  const size = tr.doc.content.size;
  tr.setSelection(
    TextSelection.between(tr.doc.resolve(Math.min(anchor, size)), tr.doc.resolve(Math.min(head, size))),
  );
}
