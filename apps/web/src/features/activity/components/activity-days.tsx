import { Heading } from '@digdir/designsystemet-react';
import type { Activity } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { ActivityLine } from './activity-line.js';
import '../styles/activity.css';

const DAY_MS = 86_400_000;
/** The stream's own calendar, as the server keeps it. */
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** Entries under the day on which they happened, the newest first. */
export function ActivityDays({ items, showWorkspace }: { items: Activity[]; showWorkspace: boolean }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const names = new Map([
    [calendar.format(now), t('today')],
    [calendar.format(now - DAY_MS), t('yesterday')],
  ]);
  const days = [...new Set(items.map(({ day }) => day))];
  return days.map((day) => (
    <section key={day} aria-labelledby={`day-${day}`} className="k-activity-day">
      <Heading level={2} data-size="2xs" id={`day-${day}`}>
        {names.get(day) ?? format.day(day)}
      </Heading>
      <ul className="k-activities">
        {items
          .filter((one) => one.day === day)
          .map((one) => (
            <li key={one.id}>
              <ActivityLine activity={one} showWorkspace={showWorkspace} />
            </li>
          ))}
      </ul>
    </section>
  ));
}
