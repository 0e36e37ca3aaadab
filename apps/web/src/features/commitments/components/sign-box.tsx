import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Commitment } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../../identity/api/me.js';
import { useCommitmentAct } from '../api/commitments.js';
import { placeOf, Term } from './commitment-state.js';

/** Stands after the words, because they are read first. Who may not sign learns for whom it waits. */
export function SignBox({ commitment }: { commitment: Commitment }) {
  const { t } = useTranslation('commitments');
  const [asking, setAsking] = useState(false);
  const { state, changedSinceSigned, abilities } = commitment;
  const waits = state === 'prepared' || (state === 'signed' && changedSinceSigned);
  if (!waits) return null;
  const place = placeOf(commitment);
  return (
    <section className="k-sign" aria-labelledby="sign-title">
      <Heading level={2} data-size="xs" id="sign-title">
        {t(abilities.sign ? 'sign.waitsForYou' : 'sign.waits')}
      </Heading>
      <Paragraph>
        {t(abilities.sign ? 'sign.textForYou' : 'sign.text', { name: commitment.organisation.name })}
      </Paragraph>
      {abilities.sign && (
        <div>
          <Button data-size="lg" onClick={() => setAsking(true)}>
            {t('sign.act', { place })}
          </Button>
        </div>
      )}
      {asking && <SignDialog commitment={commitment} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** Names what is signed, for whom, by whom and for how long, before it binds. */
function SignDialog({ commitment, onClose }: { commitment: Commitment; onClose: () => void }) {
  const { t } = useTranslation('commitments');
  const { data: me } = useMe();
  const sign = useCommitmentAct(commitment.id);
  // What was shown when the question was asked: other words that come in meanwhile are not signed by it.
  const [asked] = useState(commitment);
  const place = placeOf(asked);
  const confirm = () =>
    sign.mutate(
      { act: 'sign', hash: asked.hash },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('sign.done', { place }), tone: 'success' });
        },
      },
    );
  return (
    <ConfirmDialog
      open
      tone="harbour"
      title={t('sign.question', { title: asked.title })}
      confirm={t('sign.act', { place })}
      busy={sign.isPending}
      error={sign.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <dl className="k-commitment-facts">
        <dt>{t('fields.organisation')}</dt>
        <dd>{asked.organisation.name}</dd>
        <dt>{t('fields.term')}</dt>
        <dd>
          <Term {...asked} />
        </dd>
        <dt>{t('sign.by')}</dt>
        <dd>{t('sign.as', { name: me?.name ?? '' })}</dd>
      </dl>
      <Paragraph>{t('sign.binds')}</Paragraph>
    </ConfirmDialog>
  );
}
