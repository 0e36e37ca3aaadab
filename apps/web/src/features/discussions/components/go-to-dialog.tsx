import { Button, Textfield } from '@digdir/designsystemet-react';
import type { Post } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/form-dialog.js';
import type { Places } from '../hooks/places.js';
import { dayOf, placeOfDay } from '../hooks/post-days.js';

interface GoToDialogProps {
  places: Places;
  /** In the order shown. */
  posts: readonly Post[];
  firstUnread: number | null;
  onClose: () => void;
}

/** Ways to a place in a thread: the first post, what is new, the last, a day, a number. */
export function GoToDialog({ places, posts, firstUnread, onClose }: GoToDialogProps) {
  const { t } = useTranslation('discussions');
  const [day, setDay] = useState('');
  const [no, setNo] = useState('');
  const [fault, setFault] = useState<'day' | 'no' | null>(null);
  const highest = Math.max(...posts.map((post) => post.no));
  const days = posts.map(({ createdAt }) => dayOf(createdAt)).toSorted();
  const go = (at: number) => {
    onClose();
    // After the dialog has given the focus back.
    setTimeout(() => places.go(at, true), 0);
  };
  const placeOfNo = (wanted: number) => posts.findIndex((post) => post.no === wanted);
  const submit = () => {
    const at = no === '' ? placeOfDay(posts, day) : placeOfNo(Number(no));
    if (no === '' && day === '') setFault('day');
    else if (at < 0) setFault('no');
    else go(at);
  };
  return (
    <FormDialog
      open
      title={t('goTo.title')}
      submit={t('goTo.submit')}
      busy={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="k-actions">
        <Button variant="secondary" data-size="sm" onClick={() => go(0)}>
          {t('goTo.first')}
        </Button>
        {firstUnread !== null && (
          <Button variant="secondary" data-size="sm" onClick={() => go(placeOfNo(firstUnread))}>
            {t('goTo.unread')}
          </Button>
        )}
        <Button variant="secondary" data-size="sm" onClick={() => go(posts.length - 1)}>
          {t('goTo.last')}
        </Button>
      </div>
      <Textfield
        type="date"
        label={t('goTo.day')}
        description={t('goTo.dayHint')}
        min={days[0]}
        max={days.at(-1)}
        value={day}
        error={fault === 'day' && t('goTo.missing')}
        onChange={(event) => {
          setDay(event.target.value);
          setNo('');
          setFault(null);
        }}
      />
      <Textfield
        type="number"
        inputMode="numeric"
        label={t('goTo.no')}
        min={1}
        max={highest}
        value={no}
        error={fault === 'no' && t('goTo.noFault', { most: highest })}
        onChange={(event) => {
          setNo(event.target.value);
          setDay('');
          setFault(null);
        }}
      />
    </FormDialog>
  );
}
