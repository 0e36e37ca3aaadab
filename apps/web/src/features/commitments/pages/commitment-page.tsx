import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import type { Commitment } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { useInWorkspace } from '../../../app/shell/current-workspace.js';
import { Page } from '../../../app/shell/page.js';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { isMissing, QueryGate } from '../../../ui/query-gate.js';
import { useCommitment, type SettlingStep } from '../api/commitments.js';
import { CommitmentTags, Term } from '../components/commitment-state.js';
import { Proofs } from '../components/proofs.js';
import { RewordDialog } from '../components/reword-dialog.js';
import { SettleDialog } from '../components/settle-dialog.js';
import { SignBox } from '../components/sign-box.js';
import { Signatures } from '../components/signatures.js';
import '../styles/commitments.css';

const STEPS = ['keep', 'end', 'resume', 'withdraw'] as const satisfies SettlingStep[];

/** One commitment on one page: what a deputy mayor reads, and signs, on a phone. */
export function CommitmentPage({ commitmentId }: { commitmentId: string }) {
  const { t } = useTranslation('commitments');
  const query = useCommitment(commitmentId);
  useInWorkspace(query.data?.workspaceId);
  if (isMissing(query)) return <NotFoundPage />;
  const commitment = query.data;
  return (
    <Page
      title={commitment?.title ?? t('app:common.loading')}
      width="text"
      lead={
        commitment && (
          <p>
            {commitment.organisation.name}, <Term {...commitment} />
          </p>
        )
      }
      crumbs={commitment ? crumbsOf(commitment, t('title')) : []}
      {...(commitment ? { menu: <Acts commitment={commitment} /> } : {})}
    >
      <QueryGate query={query}>{(loaded) => <Body commitment={loaded} />}</QueryGate>
    </Page>
  );
}

const crumbsOf = ({ workspaceId, workspaceName }: Commitment, register: string) => [
  { label: workspaceName, link: { to: '/workspaces/$workspaceId', params: { workspaceId } } as const },
  { label: register, link: { to: '/workspaces/$workspaceId/commitments', params: { workspaceId } } as const },
];

function Body({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const { text, topics, preparedBy, isSample, state, changedSinceSigned } = commitment;
  return (
    <article className="k-stack k-stack--wide k-commitment">
      <div className="k-stack">
        <CommitmentTags commitment={commitment} />
        {state === 'signed' && changedSinceSigned && (
          <Alert data-color="warning" className="k-notice">
            <Paragraph>{t('changed.text')}</Paragraph>
          </Alert>
        )}
        <Settled commitment={commitment} />
        <p className="k-commitment__text">{text}</p>
        <dl className="k-commitment-facts">
          {topics.length > 0 && (
            <>
              <dt>{t('fields.topics')}</dt>
              <dd>{topics.map((topic) => t(`app:topics.${topic}`)).join(', ')}</dd>
            </>
          )}
          <dt>{t('fields.preparedBy')}</dt>
          <dd>{preparedBy}</dd>
        </dl>
        {isSample && <p className="k-muted">{t('sample')}</p>}
      </div>
      <SignBox commitment={commitment} />
      <Signatures commitment={commitment} />
      <Proofs commitment={commitment} />
    </article>
  );
}

/** How it came to be kept, ended or withdrawn. */
function Settled({ commitment: { settled, state } }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const format = useFormat();
  if (settled === null || state === 'signed' || state === 'prepared') return null;
  return (
    <Alert data-color={state === 'withdrawn' ? 'danger' : 'info'} className="k-notice">
      <Paragraph>{t(`settled.${state}`, { by: settled.by, at: format.exact(settled.at) })}</Paragraph>
      {settled.note !== '' && <Paragraph>{settled.note}</Paragraph>}
    </Alert>
  );
}

/** Rewording, and how it went. What is not possible now is not offered. */
function Acts({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const [dialog, setDialog] = useState<SettlingStep | 'reword' | null>(null);
  const { abilities } = commitment;
  const close = () => setDialog(null);
  const items: MenuItem[] = STEPS.filter((step) => abilities[step]).map((step) => ({
    label: t(`settle.${step}.act`),
    danger: step === 'withdraw',
    onSelect: () => setDialog(step),
  }));
  return (
    <>
      {abilities.reword && (
        <Button variant="secondary" onClick={() => setDialog('reword')}>
          {t('reword.title')}
        </Button>
      )}
      <Menu items={[{ label: t('print'), onSelect: () => window.print() }, ...items]} />
      {dialog === 'reword' && <RewordDialog commitment={commitment} onClose={close} />}
      {dialog !== null && dialog !== 'reword' && (
        <SettleDialog commitment={commitment} step={dialog} onClose={close} />
      )}
    </>
  );
}
