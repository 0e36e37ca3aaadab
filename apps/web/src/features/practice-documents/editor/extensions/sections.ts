import { newSectionId } from '@kontor/documents';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { land } from '../../../../ui/landing.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sections: {
      /** Adds an empty section after the one with this id, or at the end, and puts the caret into its title. */
      addSection: (afterId?: string | null) => ReturnType;
      moveSection: (id: string, by: -1 | 1) => ReturnType;
      removeSection: (id: string) => ReturnType;
      /** Puts the caret at the start of a section and scrolls there. */
      goToSection: (id: string) => ReturnType;
    };
  }
}

export interface SectionEntry {
  id: string;
  title: string;
  /** Only a title, or not even that: nothing is lost by removing it. */
  isEmpty: boolean;
}
export interface SectionPlace extends SectionEntry {
  pos: number;
  size: number;
}

/** The sections of a text, in order, and where they stand. */
export function sectionsOf(doc: Node): SectionPlace[] {
  const places: SectionPlace[] = [];
  doc.forEach((node, pos) => {
    const id: unknown = node.attrs['id'];
    places.push({
      id: typeof id === 'string' ? id : `at-${pos}`,
      title: node.firstChild?.textContent.trim() ?? '',
      pos,
      size: node.nodeSize,
      isEmpty: isEmpty(node),
    });
  });
  return places;
}

/** The sections of a text, in order; the same while only what stands in them changes. */
export const outlineOf = (doc: Node): SectionEntry[] =>
  sectionsOf(doc).map(({ id, title, isEmpty: empty }) => ({ id, title, isEmpty: empty }));

/** Ends at the first word: this is asked of all sections with every key. */
function isEmpty(section: Node): boolean {
  let found = false;
  section.forEach((block, _offset, index) => {
    if (index === 0 || found) return;
    found = holdsSomething(block);
  });
  return !found;
}

function holdsSomething(block: Node): boolean {
  if (block.isText) return block.text?.trim() !== '';
  if (block.type.name === 'image' || block.type.name === 'mention') return true;
  for (let i = 0; i < block.childCount; i += 1) if (holdsSomething(block.child(i))) return true;
  return false;
}

export function sectionAt(state: EditorState): string | null {
  const { $head } = state.selection;
  const id: unknown = $head.depth > 0 ? $head.node(1).attrs['id'] : null;
  return typeof id === 'string' ? id : null;
}

/** Acts on sections, ids that stay unique when sections are copied, and telling the others where we are. */
export const Sections = Extension.create<{ awareness: Awareness | null }>({
  name: 'kontorSections',
  addOptions: () => ({ awareness: null }),

  addCommands() {
    const find = (doc: Node, id: string) => sectionsOf(doc).find((section) => section.id === id);
    return {
      addSection:
        (afterId) =>
        ({ tr, dispatch, state }) => {
          const { section, heading, paragraph } = state.schema.nodes;
          if (!section || !heading || !paragraph) return false;
          const after = afterId ? find(state.doc, afterId) : undefined;
          const pos = after ? after.pos + after.size : state.doc.content.size;
          const node = section.create({ id: newSectionId(), key: null }, [
            heading.create({ level: 2 }),
            paragraph.create(),
          ]);
          if (dispatch)
            dispatch(
              tr
                .insert(pos, node)
                .setSelection(TextSelection.create(tr.doc, pos + 2))
                .scrollIntoView(),
            );
          return true;
        },
      moveSection:
        (id, by) =>
        ({ tr, dispatch, state }) => {
          const all = sectionsOf(state.doc);
          const index = all.findIndex((section) => section.id === id);
          const [section, other] = [all[index], all[index + by]];
          const node = section && state.doc.nodeAt(section.pos);
          if (!section || !other || !node) return false;
          const target = by === -1 ? other.pos : other.pos + other.size - section.size;
          if (dispatch)
            dispatch(
              tr
                .delete(section.pos, section.pos + section.size)
                .insert(target, node)
                .scrollIntoView(),
            );
          return true;
        },
      removeSection:
        (id) =>
        ({ tr, dispatch, state }) => {
          const section = find(state.doc, id);
          if (!section || state.doc.childCount < 2) return false;
          if (dispatch) dispatch(tr.delete(section.pos, section.pos + section.size));
          return true;
        },
      goToSection:
        (id) =>
        ({ tr, dispatch, state, view }) => {
          const section = find(state.doc, id);
          if (!section) return false;
          if (dispatch) dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(section.pos + 2))));
          const element = view.nodeDOM(section.pos);
          if (element instanceof HTMLElement) land(element);
          return true;
        },
    };
  },

  onSelectionUpdate() {
    const { awareness } = this.options;
    const section = sectionAt(this.editor.state);
    if (awareness && awareness.getLocalState()?.['section'] !== section)
      awareness.setLocalStateField('section', section);
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('kontorSectionIds'),
        // Only after own changes: if every open tab mended what it received, each would write another id.
        appendTransaction: (transactions, _before, state) => {
          const isOwn = transactions.some((tr) => tr.docChanged && tr.getMeta(ySyncPluginKey) === undefined);
          if (!isOwn) return null;
          const seen = new Set<string>();
          const tr = state.tr;
          state.doc.forEach((node, pos) => {
            const id: unknown = node.attrs['id'];
            if (typeof id === 'string' && !seen.has(id)) seen.add(id);
            else tr.setNodeAttribute(pos, 'id', newSectionId());
          });
          return tr.docChanged ? tr : null;
        },
      }),
    ];
  },
});
