import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { createRelativePositionFromJSON } from 'yjs';
import { readUser } from '../../../../collab/peers.js';

const isPosition = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  try {
    createRelativePositionFromJSON(value);
    return true;
  } catch {
    return false;
  }
};

/** Whether a state holds a cursor that can be drawn: others may write anything, and a fault would break the editor. */
function isDrawable(own: number, clientId: number, state: unknown): boolean {
  if (
    own === clientId ||
    typeof state !== 'object' ||
    state === null ||
    !('cursor' in state) ||
    !('user' in state)
  )
    return false;
  const { cursor } = state;
  if (typeof cursor !== 'object' || cursor === null || !('anchor' in cursor) || !('head' in cursor))
    return false;
  return isPosition(cursor.anchor) && isPosition(cursor.head) && readUser(state.user) !== null;
}

/**
 * Carets and selections of the others with name and city. Not TipTap's own extension: that lets each client write its
 * own name into awareness, which is the server's business here.
 */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'kontorCarets',
  priority: 999,
  addOptions: () => ({ awareness: null }),

  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (awareness === null) return [];
    return [
      yCursorPlugin(awareness, {
        awarenessStateFilter: isDrawable,
        cursorBuilder: (given: unknown) => {
          const user = readUser(given);
          const caret = document.createElement('span');
          caret.className = `k-caret k-colour-${user?.colour ?? 0}`;
          const tag = document.createElement('span');
          tag.className = 'k-caret__tag';
          // Text nodes only: a name is never markup.
          tag.textContent =
            user === null ? '' : user.city === null ? user.name : `${user.name}, ${user.city}`;
          caret.append('\u2060', tag, '\u2060');
          return caret;
        },
        selectionBuilder: (given: unknown) => ({
          class: `k-selection k-colour-${readUser(given)?.colour ?? 0}`,
        }),
      }),
    ];
  },
});
