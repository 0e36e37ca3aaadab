import { Tag } from '@digdir/designsystemet-react';
import type { Thread } from '@kontor/contracts';
import { BarChartIcon, PadlockLockedIcon, PushPinIcon } from '@navikt/aksel-icons';
import { useTranslation } from 'react-i18next';

const TONES = { open: 'neutral', answered: 'success', closed: 'neutral', locked: 'warning' } as const;

/** What kind of thread it is and how it stands, in words. */
export function ThreadTags({ thread }: { thread: Thread }) {
  const { t } = useTranslation('discussions');
  return (
    <span className="k-tags">
      <Tag data-size="sm" data-color="harbour">
        {t(`kinds.${thread.kind}`)}
      </Tag>
      {thread.status !== 'open' && (
        <Tag data-size="sm" data-color={TONES[thread.status]}>
          {thread.status === 'locked' && <PadlockLockedIcon aria-hidden />}
          {t(
            `statuses.${thread.kind === 'decision' && thread.status === 'answered' ? 'decided' : thread.status}`,
          )}
        </Tag>
      )}
      {thread.hasPoll && (
        <Tag data-size="sm" data-color="neutral">
          <BarChartIcon aria-hidden />
          {t('hasPoll')}
        </Tag>
      )}
      {thread.pinned && (
        <Tag data-size="sm" data-color="neutral">
          <PushPinIcon aria-hidden />
          {t('pinned')}
        </Tag>
      )}
      {thread.audience === 'workspace' && (
        <Tag data-size="sm" data-color="neutral">
          {t('audiences.workspace')}
        </Tag>
      )}
    </span>
  );
}
