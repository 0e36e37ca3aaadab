import { Tag } from '@digdir/designsystemet-react';
import type { Commitment, CommitmentState } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';

const TONES: Record<CommitmentState, 'neutral' | 'info' | 'warning' | 'success' | 'danger'> = {
  prepared: 'neutral',
  signed: 'info',
  kept: 'success',
  ended: 'neutral',
  withdrawn: 'danger',
};

/** Its state, and what calls for attention, in words; the colour only repeats it. */
export function CommitmentTags({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const { state, changedSinceSigned, runsOut, isOver } = commitment;
  return (
    <span className="k-commitment-tags">
      <Tag data-size="sm" data-color={TONES[state]}>
        {t(`states.${state}`)}
      </Tag>
      {state === 'signed' && changedSinceSigned && (
        <Tag data-size="sm" data-color="warning">
          {t('changed.tag')}
        </Tag>
      )}
      {runsOut && (
        <Tag data-size="sm" data-color="warning">
          {t('runsOut')}
        </Tag>
      )}
      {state === 'signed' && isOver && (
        <Tag data-size="sm" data-color="warning">
          {t('over')}
        </Tag>
      )}
    </span>
  );
}

/** From when until when, as a phrase. */
export function Term({ from, until }: Pick<Commitment, 'from' | 'until'>) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  return (
    <>
      {until === null
        ? t('term.open', { from: format.day(from) })
        : t('term.closed', { from: format.day(from), until: format.day(until) })}
    </>
  );
}

/** The city whose word it is, or else the organisation. */
export const placeOf = ({ organisation }: Pick<Commitment, 'organisation'>): string =>
  organisation.cityName ?? organisation.name;
