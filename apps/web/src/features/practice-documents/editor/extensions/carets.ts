import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { createRelativePositionFromJSON } from 'yjs';
import { personLabel, readUser } from '../../../../collab/peers.js';

const key = new PluginKey<DecorationSet>('kontorCarets');
const binding = (state: EditorState) => ySyncPluginKey.getState(state)?.binding;

/**
 * Carets and selections of the others with name and city. Own plugin instead of the stock one, which
 * - lets each client write its own name (here the server does);
 * - draws what came a moment later, from a timer: a caret that its owner moved in between was put back;
 * - repeats our cursor after every change of somebody else: n messages to n people with each key press in a crowd;
 * - trusts what others wrote into their cursors.
 */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'kontorCarets',
  addOptions: () => ({ awareness: null }),

  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (awareness === null) return [];
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before, _old, state) => {
            const isFromOthers = tr.getMeta(ySyncPluginKey) !== undefined || tr.getMeta(key) !== undefined;
            return isFromOthers ? draw(state, awareness) : before.map(tr.mapping, tr.doc);
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => follow(view, awareness),
      }),
    ];
  },
});

/** Tells the others where we are, and draws where they are as soon as we hear of it. */
function follow(view: EditorView, awareness: Awareness) {
  const onAwareness = (change: { added: number[]; updated: number[]; removed: number[] }) => {
    const isOthers = [...change.added, ...change.updated, ...change.removed].some(
      (id) => id !== awareness.clientID,
    );
    if (isOthers && !view.isDestroyed)
      view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false));
  };
  const tell = () => {
    const cursor = view.hasFocus() ? cursorOf(view.state) : null;
    const known: unknown = awareness.getLocalState()?.['cursor'] ?? null;
    if (JSON.stringify(known) !== JSON.stringify(cursor)) awareness.setLocalStateField('cursor', cursor);
  };
  awareness.on('change', onAwareness);
  view.dom.addEventListener('focusin', tell);
  view.dom.addEventListener('focusout', tell);
  return {
    update: tell,
    destroy: () => {
      awareness.off('change', onAwareness);
      view.dom.removeEventListener('focusin', tell);
      view.dom.removeEventListener('focusout', tell);
      awareness.setLocalStateField('cursor', null);
    },
  };
}

function cursorOf(state: EditorState) {
  const current = binding(state);
  if (!current || current.mapping.size === 0) return null;
  const { anchor, head } = state.selection;
  return {
    anchor: absolutePositionToRelativePosition(anchor, current.type, current.mapping),
    head: absolutePositionToRelativePosition(head, current.type, current.mapping),
  };
}

function draw(state: EditorState, awareness: Awareness): DecorationSet {
  const decorations: Decoration[] = [];
  for (const [clientId, peer] of awareness.getStates()) {
    const user = readUser(peer['user']);
    if (clientId === awareness.clientID || user === null) continue;
    const anchor = place(state, peer['cursor'], 'anchor');
    const head = place(state, peer['cursor'], 'head');
    if (anchor === null || head === null) continue;
    const tag = () => caret(user.colour, personLabel(user));
    decorations.push(
      Decoration.widget(head, tag, { key: `${clientId} ${user.colour} ${user.name}`, side: 10 }),
    );
    if (anchor !== head) {
      const attributes = { class: `k-selection k-colour-${user.colour}` };
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), attributes));
    }
  }
  return DecorationSet.create(state.doc, decorations);
}

/** Where one end of somebody's selection stands now; null for what is gone or was never a position. */
function place(state: EditorState, cursor: unknown, end: 'anchor' | 'head'): number | null {
  const current = binding(state);
  if (!current || current.mapping.size === 0 || typeof cursor !== 'object' || cursor === null) return null;
  try {
    const position = createRelativePositionFromJSON(Reflect.get(cursor, end));
    const at = relativePositionToAbsolutePosition(current.doc, current.type, position, current.mapping);
    return at === null ? null : Math.max(0, Math.min(at, state.doc.content.size));
  } catch {
    return null;
  }
}

function caret(colour: number, label: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `k-caret k-colour-${colour}`;
  const tag = document.createElement('span');
  tag.className = 'k-caret__tag';
  // Text, never markup.
  tag.textContent = label;
  element.append('\u2060', tag, '\u2060');
  return element;
}
