import { Card, Heading, Table } from '@digdir/designsystemet-react';
import type { Commitment } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';
import { CommitmentTags, placeOf, Term } from './commitment-state.js';

const linkTo = ({ id }: Commitment) =>
  ({ to: '/commitments/$commitmentId', params: { commitmentId: id } }) as const;

/** Commitments while browsing. */
export function CommitmentCards({ commitments }: { commitments: Commitment[] }) {
  return (
    <ul className="k-cards">
      {commitments.map((commitment) => (
        <li key={commitment.id}>
          <CommitmentCard commitment={commitment} />
        </li>
      ))}
    </ul>
  );
}

function CommitmentCard({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const { topics, proofs, organisation } = commitment;
  return (
    <Card className="k-card">
      <p className="k-card__over">
        <span>{placeOf(commitment)}</span>
        <CommitmentTags commitment={commitment} />
      </p>
      <Heading level={2} data-size="2xs">
        <Link {...linkTo(commitment)} className="k-card__link">
          {commitment.title}
        </Link>
      </Heading>
      <p className="k-card__place">{organisation.name}</p>
      <p className="k-card__place">
        <Term {...commitment} />
      </p>
      <p className="k-card__facts">
        {topics.length > 0 && <span>{topics.map((topic) => t(`app:topics.${topic}`)).join(', ')}</span>}
        {proofs.length > 0 && <span>{t('proof.count', { count: proofs.length })}</span>}
      </p>
    </Card>
  );
}

/** Commitments while working: one line each. */
export function CommitmentTable({ commitments }: { commitments: Commitment[] }) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  return (
    <ScrollRegion label={t('title')}>
      <Table className="k-table" hover>
        <caption className="ds-sr-only">{t('title')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{t('fields.title')}</Table.HeaderCell>
            <Table.HeaderCell>{t('fields.city')}</Table.HeaderCell>
            <Table.HeaderCell>{t('fields.state')}</Table.HeaderCell>
            <Table.HeaderCell>{t('fields.from')}</Table.HeaderCell>
            <Table.HeaderCell>{t('fields.until')}</Table.HeaderCell>
            <Table.HeaderCell>{t('proof.title')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {commitments.map((commitment) => (
            <Table.Row key={commitment.id}>
              <Table.HeaderCell scope="row">
                <Link {...linkTo(commitment)} className="ds-link">
                  {commitment.title}
                </Link>
              </Table.HeaderCell>
              <Table.Cell>{placeOf(commitment)}</Table.Cell>
              <Table.Cell>
                <CommitmentTags commitment={commitment} />
              </Table.Cell>
              <Table.Cell className="k-nowrap">{format.day(commitment.from)}</Table.Cell>
              <Table.Cell className="k-nowrap">
                {commitment.until === null ? t('term.none') : format.day(commitment.until)}
              </Table.Cell>
              <Table.Cell className="k-number">{commitment.proofs.length}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </ScrollRegion>
  );
}
