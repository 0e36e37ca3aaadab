import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    find: {
      /** Highlights every place that holds the words; an empty text ends finding. */
      find: (query: string) => ReturnType;
      findStep: (by: -1 | 0 | 1) => ReturnType;
    };
  }
}

interface Match {
  from: number;
  to: number;
}
export interface FindState {
  query: string;
  matches: Match[];
  index: number;
}

const NOTHING: FindState = { query: '', matches: [], index: 0 };
const MAX_MATCHES = 2000;
const key = new PluginKey<FindState>('kontorFind');

export const findState = (state: EditorState): FindState => key.getState(state) ?? NOTHING;

/** Case is ignored where folding keeps the length (it does but for a few letters such as İ). */
const fold = (text: string): string => {
  const folded = text.toLowerCase();
  return folded.length === text.length ? folded : text;
};

/** All places of the words, within one block each; marks and mentions inside do not get in the way. */
export function findIn(doc: Node, query: string): Match[] {
  const wanted = fold(query);
  const matches: Match[] = [];
  if (wanted === '') return matches;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = fold(node.textBetween(0, node.content.size, undefined, '\ufffc'));
    for (
      let at = text.indexOf(wanted);
      at !== -1 && matches.length < MAX_MATCHES;
      at = text.indexOf(wanted, at + wanted.length)
    ) {
      matches.push({ from: pos + 1 + at, to: pos + 1 + at + wanted.length });
    }
    return false;
  });
  return matches;
}

/** Find in the document: counts, highlights, next and previous. */
export const Find = Extension.create({
  name: 'kontorFind',

  addCommands() {
    return {
      find:
        (query) =>
        ({ tr, dispatch }) => {
          dispatch?.(tr.setMeta(key, { query }).setMeta('addToHistory', false));
          return true;
        },
      findStep:
        (by) =>
        ({ tr, dispatch, state, view }) => {
          const { matches, index } = findState(state);
          if (matches.length === 0) return false;
          const next = (index + by + matches.length) % matches.length;
          dispatch?.(tr.setMeta(key, { index: next }).setMeta('addToHistory', false));
          // After the highlight is drawn; the caret stays where it was, so that leaving the search loses no place.
          requestAnimationFrame(() => {
            view.dom.querySelector('.k-found--current')?.scrollIntoView({ block: 'center' });
          });
          return true;
        },
    };
  },

  addProseMirrorPlugins() {
    return [
      new Plugin<FindState>({
        key,
        state: {
          init: () => NOTHING,
          apply: (tr, before, _old, state) => {
            const meta: { query?: string; index?: number } | undefined = tr.getMeta(key);
            if (meta?.index !== undefined) return { ...before, index: meta.index };
            if (meta?.query === undefined && (!tr.docChanged || before.query === '')) return before;
            const query = meta?.query ?? before.query;
            if (query === '') return NOTHING;
            const matches = findIn(state.doc, query);
            const start =
              meta?.query === undefined
                ? before.index
                : matches.findIndex((match) => match.from >= state.selection.from);
            return { query, matches, index: Math.max(0, Math.min(start, matches.length - 1)) };
          },
        },
        props: {
          decorations: (state) => {
            const { matches, index } = findState(state);
            if (matches.length === 0) return null;
            return DecorationSet.create(
              state.doc,
              matches.map(({ from, to }, i) =>
                Decoration.inline(from, to, { class: i === index ? 'k-found k-found--current' : 'k-found' }),
              ),
            );
          },
        },
      }),
    ];
  },
});
