import { Details, Heading } from '@digdir/designsystemet-react';
import type { Commitment, CommitmentSignature } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { Term } from './commitment-state.js';

/** Digits of the hash that people compare. */
const SHOWN_DIGITS = 12;

/** Who signed which words, the last signature first; words that are no longer those of the page are kept to be read. */
export function Signatures({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const { signatures, hash } = commitment;
  if (signatures.length === 0) return null;
  return (
    <section aria-labelledby="signatures-title" className="k-stack">
      <Heading level={2} data-size="xs" id="signatures-title">
        {t('signatures.title')}
      </Heading>
      <ul className="k-signatures">
        {signatures.toReversed().map((signature) => (
          <li key={signature.at}>
            <Signature signature={signature} isCurrent={signature.hash === hash} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Signature({ signature, isCurrent }: { signature: CommitmentSignature; isCurrent: boolean }) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  const { by, organisationName, at, hash, wording } = signature;
  const office = by.jobTitle === '' ? t(`app:roles.${by.role}`) : by.jobTitle;
  return (
    <>
      <p>
        <strong>{by.name}</strong>, {office}, {organisationName}
      </p>
      <p className="k-muted">
        <time dateTime={at}>{t('signatures.at', { at: format.exact(at) })}</time>{' '}
        <span className="k-fingerprint">{t('signatures.hash', { hash: hash.slice(0, SHOWN_DIGITS) })}</span>
      </p>
      {!isCurrent && (
        <Details>
          <Details.Summary>{t('signatures.wording')}</Details.Summary>
          <Details.Content>
            <p>
              <strong>{wording.title}</strong>
            </p>
            <p className="k-prose">{wording.text}</p>
            <p className="k-muted">
              <Term {...wording} />
            </p>
          </Details.Content>
        </Details>
      )}
    </>
  );
}
