import { Heading } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommitments } from '../api/commitments.js';
import { CommitmentTags, placeOf } from './commitment-state.js';
import '../styles/commitments.css';

const SHOWN = 3;

/** The first of the register of a workspace, and the way to the rest. */
export function CommitmentsPreview({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('commitments');
  const commitments = useCommitments(workspaceId, { limit: SHOWN });
  const items = commitments.data?.pages[0]?.items;
  if (!items) return null;
  return (
    <section className="k-stack" aria-labelledby="commitments-preview">
      <div className="k-section-head">
        <Heading level={2} data-size="xs" id="commitments-preview">
          {t('title')}
        </Heading>
        <Link to="/workspaces/$workspaceId/commitments" params={{ workspaceId }} className="ds-link">
          {t(items.length === 0 ? 'preview.open' : 'preview.all')}
        </Link>
      </div>
      {items.length === 0 && <p className="k-muted">{t('preview.none')}</p>}
      {items.length > 0 && (
        <ul className="k-signatures">
          {items.map((commitment) => (
            <li key={commitment.id}>
              <p>
                <Link
                  to="/commitments/$commitmentId"
                  params={{ commitmentId: commitment.id }}
                  className="ds-link"
                >
                  {commitment.title}
                </Link>
              </p>
              <p className="k-commitment-line">
                <span className="k-muted">{placeOf(commitment)}</span>
                <CommitmentTags commitment={commitment} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
