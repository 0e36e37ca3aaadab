import { Button, Textfield } from '@digdir/designsystemet-react';
import { ChevronDownIcon, ChevronUpIcon, XMarkIcon } from '@navikt/aksel-icons';
import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findState } from './extensions/find.js';
import { useKeys } from './use-keys.js';

/** Find in the document: count, next (Enter) and previous (Shift+Enter), Escape back to the text. */
export function FindBar({ editor, close }: { editor: Editor; close: () => void }) {
  const { t } = useTranslation('editor');
  const bar = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const { total, index } = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      total: findState(state).matches.length,
      index: findState(state).index,
    }),
  });
  useEffect(() => {
    input.current?.focus();
    return () => {
      if (!editor.isDestroyed) editor.commands.find('');
    };
  }, [editor]);
  const leave = () => {
    close();
    editor.commands.focus(undefined, { scrollIntoView: false });
  };
  useKeys(bar, (event) => {
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && event.target === input.current)
      editor.commands.findStep(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  });
  const count =
    query === '' ? '' : total === 0 ? t('find.none') : t('find.count', { index: index + 1, total });
  return (
    <div role="search" className="k-find" ref={bar}>
      <Textfield
        ref={input}
        data-size="sm"
        label={t('find.label')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          editor.commands.find(event.target.value);
          editor.commands.findStep(0);
        }}
      />
      <span className="k-find__count" role="status">
        {count}
      </span>
      <Button
        variant="tertiary"
        data-size="sm"
        icon
        aria-label={t('find.previous')}
        disabled={total === 0}
        onClick={() => editor.commands.findStep(-1)}
      >
        <ChevronUpIcon aria-hidden />
      </Button>
      <Button
        variant="tertiary"
        data-size="sm"
        icon
        aria-label={t('find.next')}
        disabled={total === 0}
        onClick={() => editor.commands.findStep(1)}
      >
        <ChevronDownIcon aria-hidden />
      </Button>
      <Button variant="tertiary" data-size="sm" icon aria-label={t('find.close')} onClick={leave}>
        <XMarkIcon aria-hidden />
      </Button>
    </div>
  );
}
