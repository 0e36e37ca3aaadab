import { Skeleton } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

/** The shape of what is coming: a few cards or lines, said once to screen readers. */
export function Loading({
  shape = 'lines',
  count = 3,
}: {
  shape?: 'lines' | 'cards' | 'rows';
  count?: number;
}) {
  const { t } = useTranslation();
  return (
    <div className={shape === 'cards' ? 'k-cards' : 'k-stack'} aria-busy="true">
      <span className="ds-sr-only">{t('common.loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <Shape key={index} shape={shape} />
      ))}
    </div>
  );
}

function Shape({ shape }: { shape: 'lines' | 'cards' | 'rows' }) {
  if (shape === 'cards') return <Skeleton variant="rectangle" height={148} aria-hidden="true" />;
  if (shape === 'rows') return <Skeleton variant="rectangle" height={44} aria-hidden="true" />;
  return <Skeleton variant="text" width={60} aria-hidden="true" />;
}
