import type { ThreadPresence } from '@kontor/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterThread } from '../../../app/live-events.js';
import { useMe } from '../../identity/api/me.js';

const NAMED_AT_MOST = 3;

/** Who else has the discussion open, and whether somebody is writing: one quiet line. */
export function PresentPeople({ threadId }: { threadId: string }) {
  const { t } = useTranslation('discussions');
  const { data: me } = useMe();
  const [people, setPeople] = useState<ThreadPresence['people']>([]);
  useEffect(() => enterThread(threadId, setPeople), [threadId]);
  const others = people.filter(({ userId }) => userId !== me?.id);
  const writing = others.filter((person) => person.writing);
  const names = others.slice(0, NAMED_AT_MOST).map(({ name }) => name);
  const more = others.length - names.length;
  return (
    <p className="k-present" role="status">
      {others.length > 0 && <span>{t('present.here', { names: names.join('; '), count: more })}</span>}
      {writing.length > 0 && (
        <strong>{t('present.writing', { name: writing[0]?.name ?? '', count: writing.length })}</strong>
      )}
    </p>
  );
}
