import { ATTACHMENT_TYPES, IMAGE_TYPES } from '@kontor/contracts';
import { ImageIcon, PaperclipIcon } from '@navikt/aksel-icons';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolButton } from '../../practice-documents/editor/tool-row.js';
import type { PostFiles } from '../hooks/use-post-files.js';

const ACCEPTED = [...Object.keys(ATTACHMENT_TYPES).map((type) => `.${type}`), ...IMAGE_TYPES].join(',');

/** The tools that bring a picture into the words, and a file below them. */
export function FileTools({ files }: { files: PostFiles }) {
  const { t } = useTranslation('discussions');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ToolButton label={t('tools.picture')} onClick={() => files.askPictures([])}>
        <ImageIcon aria-hidden />
      </ToolButton>
      <ToolButton label={t('tools.file')} disabled={files.isFull} onClick={() => input.current?.click()}>
        <PaperclipIcon aria-hidden />
      </ToolButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label={t('tools.file')}
        onChange={({ target }) => {
          files.add([...(target.files ?? [])]);
          // The same file once more is a choice too.
          target.value = '';
        }}
      />
    </>
  );
}
