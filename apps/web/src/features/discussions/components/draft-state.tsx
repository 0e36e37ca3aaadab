import { Button } from '@digdir/designsystemet-react';
import { readPost } from '@kontor/documents';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { dropOther, swapDraft } from '../api/drafts.js';
import { useKeptDraft, type DraftPlace } from '../api/draft-store.js';

/** Of today the time is enough. */
function useWhen(): (instant: string) => string {
  const format = useFormat();
  return (instant) => {
    const at = new Date(instant);
    const isToday = at.toDateString() === new Date().toDateString();
    const time = new Intl.DateTimeFormat(format.locale, { hour: '2-digit', minute: '2-digit' });
    return isToday ? time.format(at) : format.exact(instant);
  };
}

/** Where the words are that are being written. */
export function DraftState({ savedAt }: { savedAt: string | null }) {
  const { t } = useTranslation('discussions');
  const when = useWhen();
  return savedAt === null ? t('draft.here') : t('draft.saved', { time: when(savedAt) });
}

const EXCERPT = 200;

/** Other words for the same place, from another device: nothing is thrown away unasked. */
export function OtherDraft({ place }: { place: DraftPlace }) {
  const { t } = useTranslation('discussions');
  const when = useWhen();
  const other = useKeptDraft(place)?.other ?? null;
  if (other === null) return null;
  return (
    <aside className="k-other-draft" aria-label={t('draft.other')}>
      <p>{t('draft.otherText', { time: when(other.savedAt) })}</p>
      <blockquote>{(readPost(other.body)?.text ?? '').slice(0, EXCERPT)}</blockquote>
      <div className="k-actions">
        <Button variant="secondary" data-size="sm" onClick={() => swapDraft(place)}>
          {t('draft.swap')}
        </Button>
        <Button variant="tertiary" data-size="sm" onClick={() => dropOther(place)}>
          {t('draft.dropOther')}
        </Button>
      </div>
    </aside>
  );
}
