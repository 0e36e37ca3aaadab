import { Checkbox, Field, Input, Label, Textfield, ValidationMessage } from '@digdir/designsystemet-react';
import { IMAGE_LIMITS, IMAGE_TYPES } from '@kontor/contracts';
import type { Editor } from '@tiptap/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';

interface ImageDialogProps {
  /** Puts it where the text's other pictures are. */
  upload: (file: File) => Promise<{ url: string; width: number | null; height: number | null }>;
  editor: Editor;
  /** Pictures that were pasted or dropped; empty: ask for one. */
  files: File[];
  close: () => void;
}

type Fault = 'file' | 'tooLarge' | 'alt' | null;

/** Adds a picture: never without either a description or the word that it only decorates. */
export function ImageDialog({ upload, editor, files, close }: ImageDialogProps) {
  const { t } = useTranslation('editor');
  const [file, setFile] = useState<File | null>(files[0] ?? null);
  const [alt, setAlt] = useState('');
  const [isDecorative, setDecorative] = useState(false);
  const [fault, setFault] = useState<Fault>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const inputId = useId();
  const leave = () => {
    close();
    editor.commands.focus(undefined, { scrollIntoView: false });
  };
  const submit = async () => {
    const found = faultOf(file, alt, isDecorative);
    setFault(found);
    if (found !== null || file === null) return;
    setBusy(true);
    setError(null);
    try {
      const { url, width, height } = await upload(file);
      const attrs = { src: url, alt: isDecorative ? '' : alt.trim(), width, height };
      editor.chain().focus().insertContent({ type: 'image', attrs }).run();
      close();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      open
      title={t('image.title')}
      submit={t('image.submit')}
      busy={isBusy}
      onSubmit={() => void submit()}
      onClose={leave}
    >
      {file !== null && <Preview file={file} key={`${file.name} ${file.lastModified} ${file.size}`} />}
      <Field>
        <Label htmlFor={inputId}>{t('image.file')}</Label>
        <Field.Description>{t('image.limits')}</Field.Description>
        <Input
          id={inputId}
          type="file"
          accept={IMAGE_TYPES.join(',')}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            setFault(null);
          }}
        />
        {(fault === 'file' || fault === 'tooLarge') && (
          <ValidationMessage>{t(`image.fault.${fault}`)}</ValidationMessage>
        )}
      </Field>
      <Textfield
        label={t('image.alt')}
        description={t('image.altHint')}
        value={alt}
        maxLength={500}
        disabled={isDecorative}
        error={fault === 'alt' ? t('image.fault.alt') : undefined}
        onChange={(event) => setAlt(event.target.value)}
      />
      <Checkbox
        label={t('image.decorative')}
        checked={isDecorative}
        onChange={(event) => setDecorative(event.target.checked)}
      />
      {error !== null && <ErrorNotice error={error} compact />}
    </FormDialog>
  );
}

function faultOf(file: File | null, alt: string, isDecorative: boolean): Fault {
  if (file === null) return 'file';
  if (file.size > IMAGE_LIMITS.bytes) return 'tooLarge';
  return alt.trim() === '' && !isDecorative ? 'alt' : null;
}

/** The chosen file as a picture; the address is given back as soon as it has been read. */
function Preview({ file }: { file: File }) {
  const { t } = useTranslation('editor');
  const [url] = useState(() => URL.createObjectURL(file));
  return (
    <img
      src={url}
      alt={t('image.preview')}
      className="k-image-preview"
      onLoad={() => URL.revokeObjectURL(url)}
    />
  );
}
