import { Button, Heading, Tag } from '@digdir/designsystemet-react';
import { EnvelopeClosedIcon } from '@navikt/aksel-icons';
import type { Invitation } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { failureCode } from '../../../ui/error-notice.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { showToast } from '../../../ui/toast.js';
import { useInvitations, useResendInvitation, useRevokeInvitation } from '../api/invitations.js';

/** Invitations still on their way (or run out): send again, or take back. */
export function InvitationList({ workspaceId, onInvite }: { workspaceId: string; onInvite: () => void }) {
  const { t } = useTranslation(['app', 'doors']);
  const invitations = useInvitations(workspaceId, true);
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  const revoke = useRevokeInvitation(workspaceId);
  return (
    <section className="k-stack" aria-labelledby="invitations-title">
      <Heading level={2} data-size="xs" id="invitations-title">
        {t('doors:invitations.title')}
      </Heading>
      <QueryGate query={invitations} shape="rows">
        {(all) => {
          const open = all.filter((item) => item.state === 'pending' || item.state === 'expired');
          if (open.length === 0) {
            return (
              <EmptyState
                icon={EnvelopeClosedIcon}
                title={t('doors:invitations.none')}
                text={t('doors:invitations.noneText')}
                action={
                  <Button variant="secondary" onClick={onInvite}>
                    {t('doors:members.invite')}
                  </Button>
                }
              />
            );
          }
          return (
            <ul className="k-list">
              {open.map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  workspaceId={workspaceId}
                  invitation={invitation}
                  onRevoke={() => setRevoking(invitation)}
                />
              ))}
            </ul>
          );
        }}
      </QueryGate>
      <ConfirmDialog
        open={revoking !== null}
        title={t('doors:invitations.revokeName', { email: revoking?.email ?? '' })}
        confirm={t('doors:invitations.revoke')}
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoking && revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
        onClose={() => setRevoking(null)}
      >
        {t('doors:invitations.revokeText')}
      </ConfirmDialog>
    </section>
  );
}

interface InvitationRowProps {
  workspaceId: string;
  invitation: Invitation;
  onRevoke: () => void;
}

function InvitationRow({ workspaceId, invitation, onRevoke }: InvitationRowProps) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const resend = useResendInvitation(workspaceId);
  const { email } = invitation;
  const send = () =>
    resend.mutate(invitation.id, {
      onSuccess: () => showToast({ text: t('doors:invitations.resent', { email }), tone: 'success' }),
      onError: (error) =>
        showToast({ text: t(`errors.${failureCode(error)}.text`, { minutes: 1 }), tone: 'danger' }),
    });
  return (
    <li className="k-list__row">
      <div>
        <strong className="k-break">{email}</strong>{' '}
        {invitation.state === 'expired' && (
          <Tag data-size="sm" data-color="warning">
            {t('doors:invitations.expired')}
          </Tag>
        )}
        <div className="k-muted">
          {t('doors:invitations.facts', {
            role: t(`roles.${invitation.role}`),
            name: invitation.invitedByName,
            date: format.day(invitation.expiresAt),
          })}
        </div>
      </div>
      <div className="k-actions k-actions--tight">
        <Button
          variant="secondary"
          data-size="sm"
          loading={resend.isPending}
          aria-label={t('doors:invitations.resendName', { email })}
          onClick={send}
        >
          {t('doors:invitations.resend')}
        </Button>
        <Button
          variant="tertiary"
          data-size="sm"
          data-color="danger"
          aria-label={t('doors:invitations.revokeName', { email })}
          onClick={onRevoke}
        >
          {t('doors:invitations.revoke')}
        </Button>
      </div>
    </li>
  );
}
