import type { Editor } from '@tiptap/core';
import { useEffect } from 'react';
import { sectionsOf } from './extensions/sections.js';

const SECTION_IN_ADDRESS = /^#section-(.+)$/;

/** An address that names a section opens the text there, with the caret in it: ready to go on writing. */
export function useArrival(editor: Editor): void {
  useEffect(() => {
    const arrive = () => {
      const id = SECTION_IN_ADDRESS.exec(window.location.hash)?.[1];
      if (id === undefined || !sectionsOf(editor.state.doc).some((section) => section.id === id)) return;
      editor.chain().focus(undefined, { scrollIntoView: false }).goToSection(id).run();
    };
    arrive();
    window.addEventListener('hashchange', arrive);
    return () => window.removeEventListener('hashchange', arrive);
  }, [editor]);
}
