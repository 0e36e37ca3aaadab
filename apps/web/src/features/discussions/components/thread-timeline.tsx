import { Button } from '@digdir/designsystemet-react';
import { CalendarIcon } from '@navikt/aksel-icons';
import type { Post } from '@kontor/contracts';
import { useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace, type Places } from '../hooks/places.js';
import { useDayText } from '../hooks/post-days.js';

/** From so many posts on there is a timeline. */
export const LONG = 20;
const STRIDE = 10;

interface ThreadTimelineProps {
  places: Places;
  /** In the order shown. */
  posts: readonly Post[];
  /** Number of the first post that was new when the page was opened. */
  firstUnread: number | null;
  onGoTo: () => void;
}

/** Where one is in a long thread, and the way to any other place in it: a slider that stands beside the posts. */
export function ThreadTimeline({ places, posts, firstUnread, onGoTo }: ThreadTimelineProps) {
  const { t } = useTranslation('discussions');
  const here = usePlace(places);
  const [dragged, setDragged] = useState<number | null>(null);
  const dayText = useDayText(posts);
  const last = posts.length - 1;
  const at = Math.min(dragged ?? here, last);
  const unread = firstUnread === null ? -1 : posts.findIndex(({ no }) => no === firstUnread);
  const place = { at: at + 1, count: posts.length, day: dayText(posts[at]) };
  return (
    <aside className="k-timeline" aria-label={t('timeline.label')}>
      <End day={dayText(posts[0])} label={t('goTo.first')} onClick={() => places.go(0, true)} />
      <div
        className="k-timeline__track"
        style={{ '--k-at': at / last } as CSSProperties}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.place')}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={posts.length}
        aria-valuenow={at + 1}
        aria-valuetext={t('timeline.value', place)}
        onKeyDown={(event) => onKey(event, places, at, last)}
        {...dragging(last, setDragged, (to) => places.go(to, true))}
      >
        {unread > 0 && (
          <span
            className="k-timeline__new"
            style={{ '--k-at': unread / last } as CSSProperties}
            title={t('unread.line')}
          >
            {t('timeline.new')}
          </span>
        )}
        <span className="k-timeline__thumb">
          <strong>{t('timeline.of', place)}</strong>
          <small>{place.day}</small>
        </span>
      </div>
      <End day={dayText(posts[last])} label={t('goTo.last')} onClick={() => places.go(last, true)} />
      <Button variant="tertiary" data-size="sm" className="k-timeline__go" onClick={onGoTo}>
        <CalendarIcon aria-hidden />
        {t('goTo.open')}
      </Button>
    </aside>
  );
}

function End({ day, label, onClick }: { day: string; label: string; onClick: () => void }) {
  return (
    <button type="button" className="k-timeline__end" aria-label={`${label}, ${day}`} onClick={onClick}>
      {day}
    </button>
  );
}

/** The keyboard stays on the slider while it moves; Enter goes on to the post. */
function onKey(event: KeyboardEvent, places: Places, at: number, last: number): void {
  const steps: Partial<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    PageDown: at + STRIDE,
    PageUp: at - STRIDE,
    Home: 0,
    End: last,
    Enter: at,
  };
  const to = steps[event.key];
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  places.go(Math.min(last, Math.max(0, to)), event.key === 'Enter');
}

/** Shows the place under the pointer while it is held, and goes there when it is let go. */
function dragging(last: number, onDrag: (at: number | null) => void, onDrop: (at: number) => void) {
  const placeUnder = ({ currentTarget, clientY }: PointerEvent<HTMLElement>): number => {
    const { top, height } = currentTarget.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (clientY - top) / height)) * last);
  };
  const isHeld = ({ currentTarget, pointerId }: PointerEvent<HTMLElement>) =>
    currentTarget.hasPointerCapture(pointerId);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      // No focus for the slider: it goes to the post.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      onDrag(placeUnder(event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => isHeld(event) && onDrag(placeUnder(event)),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!isHeld(event)) return;
      onDrag(null);
      onDrop(placeUnder(event));
    },
    onPointerCancel: () => onDrag(null),
  };
}
