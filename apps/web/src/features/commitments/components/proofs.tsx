import { Button, Heading, Link as OutsideLink, Textfield } from '@digdir/designsystemet-react';
import { MOST_PROOFS, ProveCommitment, type Commitment } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useDocuments } from '../../practice-documents/api/practice-documents.js';
import { useCommitmentAct } from '../api/commitments.js';

type Proof = Commitment['proofs'][number];
const sent = ({ documentId, url, note }: Proof) => ({ documentId, url, note });

/** What shows that it is being kept. It is no part of what was signed, and can come and go. */
export function Proofs({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const [adding, setAdding] = useState(false);
  const prove = useCommitmentAct(commitment.id);
  const { proofs, revision, abilities } = commitment;
  const put = (kept: readonly Proof[], undo?: () => void) =>
    prove.mutate(
      { act: 'prove', body: { revision, proofs: kept.map(sent) } },
      { onSuccess: () => showToast({ text: t('proof.removed'), ...(undo ? { undo } : {}) }) },
    );
  return (
    <section aria-labelledby="proofs-title" className="k-stack">
      <Heading level={2} data-size="xs" id="proofs-title">
        {t('proof.title')}
      </Heading>
      {proofs.length === 0 && <p className="k-muted">{t('proof.none')}</p>}
      {prove.error ? <ErrorNotice error={prove.error} compact /> : null}
      {proofs.length > 0 && (
        <ul className="k-proofs">
          {proofs.map((proof, index) => (
            <li key={`${proof.documentId} ${proof.url} ${proof.note}`}>
              <ProofLine proof={proof} />
              {abilities.prove && (
                <Button
                  variant="tertiary"
                  data-size="sm"
                  data-color="neutral"
                  aria-label={t('proof.removeName', { name: nameOf(proof) })}
                  loading={prove.isPending}
                  onClick={() => put(proofs.filter((_, place) => place !== index))}
                >
                  {t('proof.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {abilities.prove && proofs.length < MOST_PROOFS && (
        <div className="k-noprint">
          <Button variant="secondary" data-size="sm" onClick={() => setAdding(true)}>
            {t('proof.add')}
          </Button>
        </div>
      )}
      {adding && <ProofDialog commitment={commitment} onClose={() => setAdding(false)} />}
    </section>
  );
}

const nameOf = ({ documentTitle, url, note }: Proof): string => documentTitle ?? url ?? note;

function ProofLine({ proof: { documentId, documentTitle, url, note } }: { proof: Proof }) {
  const { t } = useTranslation('commitments');
  return (
    <div>
      {documentId !== null && (
        <p>
          <Link to="/practice-documents/$documentId" params={{ documentId }} className="ds-link">
            {documentTitle}
          </Link>
        </p>
      )}
      {url !== null && (
        <p className="k-break">
          <OutsideLink href={url} rel="noopener noreferrer nofollow" target="_blank">
            {url}
          </OutsideLink>
        </p>
      )}
      {documentId === null && url === null && <p>{t('proof.closed')}</p>}
      {note !== '' && <p className="k-muted">{note}</p>}
    </div>
  );
}

const NONE = 'none';

function ProofDialog({ commitment, onClose }: { commitment: Commitment; onClose: () => void }) {
  const { t } = useTranslation('commitments');
  const prove = useCommitmentAct(commitment.id);
  const documents = useDocuments(commitment.workspaceId, { sort: 'title', limit: 100 });
  const [form, setForm] = useState({ documentId: NONE, url: '', note: '' });
  const { fault, check, isGeneral } = useFaults(prove.error);
  const submit = () => {
    const proof = {
      documentId: form.documentId === NONE ? null : form.documentId,
      url: form.url.trim() === '' ? null : form.url.trim(),
      note: form.note,
    };
    const body = check(ProveCommitment, {
      revision: commitment.revision,
      proofs: [...commitment.proofs.map(sent), proof],
    });
    if (!body) return;
    prove.mutate(
      { act: 'prove', body },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('proof.added'), tone: 'success' });
        },
      },
    );
  };
  const choices = documents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <FormDialog
      open
      title={t('proof.add')}
      submit={t('proof.add')}
      busy={prove.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {prove.error && isGeneral ? <ErrorNotice error={prove.error} compact /> : null}
      <LabelledSelect
        label={t('proof.document')}
        value={form.documentId}
        choices={[
          { value: NONE, label: t('proof.noDocument') },
          ...choices.map(({ id, title }) => ({ value: id as string, label: title })),
        ]}
        onChange={(documentId) => setForm({ ...form, documentId })}
      />
      <Textfield
        type="url"
        label={t('proof.url')}
        description={t('proof.urlHint')}
        maxLength={500}
        value={form.url}
        onChange={(event) => setForm({ ...form, url: event.target.value })}
        error={fault('url') && t('faults.url')}
      />
      <Textfield
        label={t('proof.note')}
        maxLength={300}
        value={form.note}
        onChange={(event) => setForm({ ...form, note: event.target.value })}
      />
    </FormDialog>
  );
}
