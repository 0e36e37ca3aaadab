import { sectionGuides } from '@kontor/documents';
import { SectionKey } from '@kontor/contracts';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

export interface PlaceholderOptions {
  language: string;
  /** In a title that is empty, and in the first paragraph of a section without a guiding question. */
  title: string;
  text: string;
}

/** Shows an empty section's guiding question where its text will stand. Never part of the text. */
export const Placeholders = Extension.create<PlaceholderOptions>({
  name: 'kontorPlaceholders',
  addOptions: () => ({ language: 'en', title: '', text: '' }),

  addProseMirrorPlugins() {
    const { language, title, text } = this.options;
    const guides = sectionGuides(language);
    const hint = (pos: number, node: Node, words: string) =>
      Decoration.node(pos, pos + node.nodeSize, { class: 'k-placeholder', 'data-placeholder': words });
    return [
      new Plugin({
        key: new PluginKey('kontorPlaceholders'),
        props: {
          decorations: ({ doc }) => {
            const hints: Decoration[] = [];
            doc.forEach((section, pos) => {
              const heading = section.firstChild;
              if (heading && heading.content.size === 0) hints.push(hint(pos + 1, heading, title));
              const first = section.maybeChild(1);
              if (
                !heading ||
                section.childCount !== 2 ||
                first?.type.name !== 'paragraph' ||
                first.content.size > 0
              )
                return;
              const key = SectionKey.safeParse(section.attrs['key']);
              hints.push(
                hint(pos + 1 + heading.nodeSize, first, key.success ? guides[key.data].question : text),
              );
            });
            return DecorationSet.create(doc, hints);
          },
        },
      }),
    ];
  },
});
