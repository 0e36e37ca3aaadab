import { Button } from '@digdir/designsystemet-react';
import { XMarkIcon } from '@navikt/aksel-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentFields } from '../components/index.js';
import { DocumentOrigin } from './document-origin.js';
import { useKeys } from './use-keys.js';

/** The panel at the right: one at a time, closable, never in the way of the text. */
export function FieldsPanel({ documentId, close }: { documentId: string; close: () => void }) {
  const { t } = useTranslation('editor');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const panel = useRef<HTMLElement>(null);
  useKeys(panel, (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  });
  return (
    <aside className="k-panel" aria-label={t('fields.title')} ref={panel}>
      <div className="k-panel__head">
        <h2 tabIndex={-1} ref={heading}>
          {t('fields.title')}
        </h2>
        <Button variant="tertiary" data-size="sm" icon aria-label={t('fields.close')} onClick={close}>
          <XMarkIcon aria-hidden />
        </Button>
      </div>
      <DocumentOrigin documentId={documentId} />
      <DocumentFields documentId={documentId} />
    </aside>
  );
}
