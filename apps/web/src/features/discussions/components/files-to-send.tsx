import { Button } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import { ApiError } from '../../../app/http.js';
import { useTranslation } from 'react-i18next';
import type { PostFile, PostFiles } from '../hooks/use-post-files.js';
import { FileSign, useFileSize } from './attached-files.js';

/** The files of a post that is being written: how far each is, and a way to leave it out. */
export function FilesToSend({ files, onLeft }: { files: PostFiles; onLeft: () => void }) {
  const { t } = useTranslation('discussions');
  return (
    <>
      {files.items.length > 0 && (
        <ul className="k-files k-files--own" aria-label={t('files.own')}>
          {files.items.map((item) => (
            <Item
              key={item.key}
              item={item}
              onRemove={() => {
                files.remove(item.key);
                onLeft();
              }}
            />
          ))}
        </ul>
      )}
      <p className="ds-sr-only" role="status">
        {files.isBusy ? t('files.sending') : files.attachments.length > 0 && t('files.ready')}
      </p>
    </>
  );
}

function Item({ item, onRemove }: { item: PostFile; onRemove: () => void }) {
  const { t } = useTranslation('discussions');
  const size = useFileSize();
  const { name, bytes, sent, stored, fault } = item;
  return (
    <li>
      <FileSign type={stored?.type} />
      <span>{name}</span>
      {fault !== null ? (
        <small role="alert" data-tone="danger">
          {t(`files.fault.${faultOf(fault)}`)}
        </small>
      ) : stored === null ? (
        <progress value={sent} max={1} aria-label={t('files.progress', { name })} />
      ) : (
        <small>
          {stored.type.toUpperCase()}, {size(bytes)}
        </small>
      )}
      <Button
        variant="tertiary"
        data-size="sm"
        icon
        aria-label={t('files.remove', { name })}
        onClick={onRemove}
      >
        <XMarkIcon aria-hidden />
      </Button>
    </li>
  );
}

const KNOWN = [
  'offline',
  'unsupported-media-type',
  'image-refused',
  'too-large',
  'too-many-attempts',
] as const;

/** Why a file was not taken, as the catalogue names it. */
function faultOf(fault: unknown): (typeof KNOWN)[number] | 'quota' | 'other' {
  if (!(fault instanceof ApiError)) return 'other';
  if (fault.faults.some(({ rule }) => rule === 'quota')) return 'quota';
  return KNOWN.find((code) => code === fault.code) ?? 'other';
}
