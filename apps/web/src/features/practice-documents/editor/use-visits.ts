import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { useRecordVisit } from '../api/practice-documents.js';
import { sectionAt } from './extensions/sections.js';

const AT_MOST_EVERY_MS = 15_000;

/** Remembers where this person left the document: on opening, when a section is left (not too often), on leaving. */
export function useVisits(documentId: string, editor: Editor): void {
  const { mutate } = useRecordVisit(documentId);
  const last = useRef<{ section: string | null; at: number }>({ section: null, at: 0 });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const record = (sectionId: string | null) => {
      last.current = { section: sectionId, at: Date.now() };
      mutate({ sectionId });
    };
    const now = () => (editor.isDestroyed ? last.current.section : sectionAt(editor.state));
    record(now());
    const onSelection = () => {
      if (timer !== null || now() === last.current.section) return;
      timer = setTimeout(
        () => {
          timer = null;
          if (now() !== last.current.section) record(now());
        },
        Math.max(1000, last.current.at + AT_MOST_EVERY_MS - Date.now()),
      );
    };
    editor.on('selectionUpdate', onSelection);
    return () => {
      editor.off('selectionUpdate', onSelection);
      if (timer !== null) {
        clearTimeout(timer);
        record(now());
      }
    };
  }, [editor, mutate]);
}
