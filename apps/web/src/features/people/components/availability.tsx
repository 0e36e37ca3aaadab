import { Tag } from '@digdir/designsystemet-react';
import type { PersonEntry } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';

/** Says only what keeps somebody from being asked: who can be asked needs no mark. */
export function AvailabilityMark({ person }: { person: Pick<PersonEntry, 'availability' | 'awayUntil'> }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { availability, awayUntil } = person;
  if (availability === 'open') return null;
  const text = awayUntil
    ? t(`availability.${availability}Until`, { day: format.day(awayUntil) })
    : t(`availability.${availability}`);
  return (
    <Tag data-size="sm" data-color={availability === 'away' ? 'brick' : 'neutral'}>
      {text}
    </Tag>
  );
}
