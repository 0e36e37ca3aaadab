import type { Member } from '@kontor/contracts';
import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion } from '@tiptap/suggestion';

/** What the list below the caret shows; null while nobody is being mentioned. */
export interface MentionView {
  items: Member[];
  selected: number;
  rect: DOMRect | null;
  choose: (index: number) => void;
}

export interface MentionOptions {
  members: () => readonly Member[];
  show: (view: MentionView | null) => void;
}

const AT_MOST = 8;

/** Members whose name, city or organisation begins with the words, best first. */
export function matchMembers(members: readonly Member[], query: string): Member[] {
  const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const wanted = fold(query.trim());
  const rank = ({ name, affiliation }: Member): number => {
    const whole = fold(name);
    if (whole.startsWith(wanted)) return 0;
    if (whole.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
    const rest = fold(`${affiliation?.cityName ?? ''} ${affiliation?.organisationName ?? ''}`);
    return rest.split(/[\s-]+/).some((word) => word.startsWith(wanted)) ? 2 : 3;
  };
  return members
    .map((member) => ({ member, rank: rank(member) }))
    .filter(({ rank: found }) => found < 3)
    .sort((a, b) => a.rank - b.rank || a.member.name.localeCompare(b.member.name))
    .slice(0, AT_MOST)
    .map(({ member }) => member);
}

/** `@` offers the members of the workspace; the list itself is drawn by React. */
export const Mentions = Extension.create<MentionOptions>({
  name: 'kontorMentions',
  addOptions: () => ({ members: () => [], show: () => undefined }),

  addProseMirrorPlugins() {
    const { members, show } = this.options;
    return [
      Suggestion<Member, Member>({
        pluginKey: new PluginKey('kontorMentions'),
        editor: this.editor,
        char: '@',
        allowedPrefixes: [' ', '('],
        items: ({ query }) => matchMembers(members(), query),
        command: ({ editor, range, props }) => {
          const mention = { type: 'mention', attrs: { id: props.userId, label: props.name } };
          editor
            .chain()
            .focus()
            .insertContentAt(range, [mention, { type: 'text', text: ' ' }])
            .run();
        },
        allow: ({ editor }) => editor.isEditable && !editor.isActive('codeBlock'),
        render: () => {
          let view: MentionView | null = null;
          const update = (change: Partial<MentionView> | null) => {
            view =
              change === null
                ? null
                : { items: [], selected: 0, rect: null, choose: () => undefined, ...view, ...change };
            show(view);
          };
          return {
            onStart: (props) =>
              update({ items: props.items, selected: 0, rect: props.clientRect?.() ?? null, choose: (i) => props.items[i] && props.command(props.items[i]) }), // prettier-ignore
            onUpdate: (props) =>
              update({ items: props.items, selected: 0, rect: props.clientRect?.() ?? null, choose: (i) => props.items[i] && props.command(props.items[i]) }), // prettier-ignore
            onExit: () => update(null),
            onKeyDown: ({ event }) => {
              if (view === null || view.items.length === 0) return false;
              const count = view.items.length;
              if (event.key === 'ArrowDown') update({ selected: (view.selected + 1) % count });
              else if (event.key === 'ArrowUp') update({ selected: (view.selected + count - 1) % count });
              else if (event.key === 'Enter' || event.key === 'Tab') view.choose(view.selected);
              else return false;
              return true;
            },
          };
        },
      }),
    ];
  },
});
