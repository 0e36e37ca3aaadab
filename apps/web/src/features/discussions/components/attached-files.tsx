import { API_PREFIX, type Attachment } from '@kontor/contracts';
import { FilePdfIcon, FileTextIcon, ImageIcon } from '@navikt/aksel-icons';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';

const KILO = 1024;

/** A size as people say it, in their language. */
export function useFileSize(): (bytes: number) => string {
  const { locale } = useFormat();
  return (bytes) => {
    const isLarge = bytes >= KILO * KILO;
    const value = isLarge ? bytes / KILO / KILO : Math.max(1, Math.ceil(bytes / KILO));
    const unit = isLarge ? 'megabyte' : 'kilobyte';
    return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
  };
}

export function FileSign({ type }: { type: Attachment['type'] | undefined }) {
  const Sign = type === 'pdf' ? FilePdfIcon : type === 'webp' ? ImageIcon : FileTextIcon;
  return <Sign aria-hidden />;
}

/** What is attached to a post: each is saved when it is followed, never opened in the page. */
export function AttachedFiles({ files }: { files: readonly Attachment[] }) {
  const { t } = useTranslation('discussions');
  const size = useFileSize();
  if (files.length === 0) return null;
  return (
    <ul className="k-files" aria-label={t('files.label')}>
      {files.map(({ id, name, type, bytes }) => (
        <li key={id}>
          <FileSign type={type} />
          <a className="ds-link" href={`${API_PREFIX}/attachments/${id}`} download={name}>
            {name}
          </a>
          <small>
            {type.toUpperCase()}, {size(bytes)}
          </small>
        </li>
      ))}
    </ul>
  );
}
