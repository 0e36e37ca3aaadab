import { Button, Textfield } from '@digdir/designsystemet-react';
import { isSafeHref } from '@kontor/documents';
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/form-dialog.js';

/** What somebody typed as an address, completed: `city.example` and `name@city.example` are meant, not wrong. */
export function completeHref(typed: string): string {
  const text = typed.trim();
  if (/^(https?:\/\/|mailto:)/i.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  return `https://${text}`;
}

/** Makes, changes or removes the link at the caret or over the selection. */
export function LinkDialog({ editor, close }: { editor: Editor; close: () => void }) {
  const { t } = useTranslation('editor');
  const present: unknown = editor.getAttributes('link')['href'];
  const [href, setHref] = useState(typeof present === 'string' ? present : '');
  const [words, setWords] = useState('');
  const [isWrong, setWrong] = useState(false);
  const isBare = editor.state.selection.empty && typeof present !== 'string';
  const leave = () => {
    close();
    editor.commands.focus(undefined, { scrollIntoView: false });
  };
  const submit = () => {
    const target = completeHref(href);
    if (!isSafeHref(target)) return setWrong(true);
    if (isBare) {
      const text = words.trim() === '' ? href.trim() : words.trim();
      const link = { type: 'text', text, marks: [{ type: 'link', attrs: { href: target } }] };
      editor
        .chain()
        .focus()
        .insertContent([link, { type: 'text', text: ' ' }])
        .run();
    } else editor.chain().focus().extendMarkRange('link').setLink({ href: target }).run();
    return close();
  };
  return (
    <FormDialog
      open
      title={t('link.title')}
      submit={t('link.submit')}
      busy={false}
      onSubmit={submit}
      onClose={leave}
    >
      <Textfield
        label={t('link.address')}
        description={t('link.hint')}
        value={href}
        inputMode="url"
        autoFocus
        error={isWrong ? t('link.wrong') : undefined}
        onChange={(event) => {
          setHref(event.target.value);
          setWrong(false);
        }}
      />
      {isBare && (
        <Textfield label={t('link.words')} value={words} onChange={(event) => setWords(event.target.value)} />
      )}
      {typeof present === 'string' && (
        <Button
          variant="tertiary"
          data-color="danger"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run();
            close();
          }}
        >
          {t('link.remove')}
        </Button>
      )}
    </FormDialog>
  );
}
