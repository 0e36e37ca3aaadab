import { Tag } from '@digdir/designsystemet-react';
import type { DocumentStatus } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';

const TONES: Record<DocumentStatus, 'neutral' | 'info' | 'warning' | 'success' | 'danger'> = {
  draft: 'neutral',
  'in-review': 'info',
  'changes-requested': 'warning',
  approved: 'success',
  published: 'success',
  withdrawn: 'danger',
  archived: 'warning',
};

/** The state of a document, in words; the colour only repeats it. */
export function StatusTag({ status }: { status: DocumentStatus }) {
  const { t } = useTranslation();
  return (
    <Tag data-size="sm" data-color={TONES[status]}>
      {t(`statuses.${status}`)}
    </Tag>
  );
}
