import { Extension } from '@tiptap/core';
import { Selection, TextSelection } from '@tiptap/pm/state';

/**
 * Ctrl+Home and Ctrl+End (with Shift: choosing up to there) reach the first and the last place of the text. The
 * browser's own way ends at the last block that it has laid out, and far blocks are not (see the style sheet).
 */
export const Ends = Extension.create({
  name: 'kontorEnds',

  addKeyboardShortcuts() {
    const go = (where: 'start' | 'end', isChoosing: boolean) => () =>
      this.editor.commands.command(({ tr }) => {
        const place = where === 'start' ? Selection.atStart(tr.doc) : Selection.atEnd(tr.doc);
        tr.setSelection(
          isChoosing ? TextSelection.between(tr.selection.$anchor, place.$head) : place,
        ).scrollIntoView();
        return true;
      });
    return {
      'Mod-Home': go('start', false),
      'Mod-End': go('end', false),
      'Shift-Mod-Home': go('start', true),
      'Shift-Mod-End': go('end', true),
      // The same on a Mac.
      'Meta-ArrowUp': go('start', false),
      'Meta-ArrowDown': go('end', false),
      'Shift-Meta-ArrowUp': go('start', true),
      'Shift-Meta-ArrowDown': go('end', true),
    };
  },
});
