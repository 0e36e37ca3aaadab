import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Slice, type Fragment, type Node } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { looksLikeMarkdown } from './looks-like-markdown.js';

type Convert = typeof import('./from-markdown.js').fromMarkdown;
let converter: Convert | null = null;
/** Fetched when somebody begins to write, so that it is there when they paste. */
const load = (): Promise<Convert> =>
  import('./from-markdown.js').then(({ fromMarkdown }) => (converter = fromMarkdown));

/**
 * Text pasted that reads as Markdown becomes blocks. It is first pasted as it is and then made into them, as two steps: so
 * undo brings back the text as it was. Pasted into code or as plain text (Ctrl+Shift+V) it stays as it is.
 */
export const PastedMarkdown = Extension.create({
  name: 'pastedMarkdown',
  addProseMirrorPlugins: () => [plugin()],
});

function plugin(): Plugin {
  /** The text of the paste that is going on, when it may become something else. */
  let pasted: string | null = null;
  return new Plugin({
    props: {
      handleDOMEvents: {
        focus: () => {
          if (converter === null) load().catch(() => undefined);
          return false;
        },
      },
      transformPastedText: (text, isPlain) => {
        pasted = isPlain ? null : text;
        return text;
      },
      handleDrop: () => {
        pasted = null;
        return false;
      },
      handlePaste: (view, event, slice) => {
        const text = pasted;
        pasted = null;
        if (text === null || event.clipboardData?.getData('text/html') || !looksLikeMarkdown(text))
          return false;
        paste(view, text, slice);
        return true;
      },
    },
  });
}

function paste(view: EditorView, text: string, slice: Slice): void {
  const { from } = view.state.selection;
  const raw = view.state.tr.replaceSelection(slice).scrollIntoView();
  view.dispatch(closeHistory(raw).setMeta('paste', true).setMeta('uiEvent', 'paste'));
  const range = { from, to: view.state.selection.to };
  if (converter) return become(view, range, converter(text, view.state.schema));
  const { doc } = view.state;
  load()
    .then((convert) => becomeIfStill(view, doc, range, convert(text, view.state.schema)))
    // Without network the text stays as it was pasted.
    .catch(() => undefined);
}

interface Range {
  from: number;
  to: number;
}

/** Whoever went on writing meanwhile keeps the text as it is. */
function becomeIfStill(view: EditorView, doc: Node, range: Range, blocks: Fragment | null): void {
  if (!view.isDestroyed && view.state.doc.eq(doc)) become(view, range, blocks);
}

function become(view: EditorView, { from, to }: Range, blocks: Fragment | null): void {
  if (blocks === null) return;
  const isOpen = (node: Node | null) => (node?.type.name === 'paragraph' ? 1 : 0);
  const slice = new Slice(blocks, isOpen(blocks.firstChild), isOpen(blocks.lastChild));
  const tr = view.state.tr.replaceRange(from, to, slice);
  const end = tr.doc.resolve(tr.mapping.map(to));
  view.dispatch(closeHistory(tr.setSelection(TextSelection.near(end, -1))).scrollIntoView());
}
