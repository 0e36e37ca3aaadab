import { Button } from '@digdir/designsystemet-react';
import { ArrowDownIcon } from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace, type Places } from '../hooks/places.js';

interface ThreadDockProps {
  news: number;
  /** Where one is, for screens without room for the timeline. */
  place: ReactNode;
  onNews: () => void;
  /** Null where one may not write, or the field for it is on the screen. */
  onReply: (() => void) | null;
}

/** What stays at hand while one reads: what came below, the way to another place, the reply. */
export function ThreadDock({ news, place, onNews, onReply }: ThreadDockProps) {
  const { t } = useTranslation('discussions');
  if (news === 0 && place === null && onReply === null) return null;
  return (
    <div className="k-dock">
      {news > 0 && (
        <Button data-size="sm" onClick={onNews}>
          <ArrowDownIcon aria-hidden />
          {t('news', { count: news })}
        </Button>
      )}
      {place}
      {onReply && (
        <Button data-size="sm" variant="secondary" onClick={onReply}>
          {t('composer.title')}
        </Button>
      )}
    </div>
  );
}

/** "17/300": opens the ways to another place. */
export function PlaceButton({
  places,
  count,
  onClick,
}: {
  places: Places;
  count: number;
  onClick: () => void;
}) {
  const { t } = useTranslation('discussions');
  const at = Math.min(usePlace(places) + 1, count);
  return (
    <Button
      data-size="sm"
      variant="secondary"
      className="k-dock__place"
      aria-label={t('timeline.button', { at, count })}
      onClick={onClick}
    >
      {at}/{count}
    </Button>
  );
}
