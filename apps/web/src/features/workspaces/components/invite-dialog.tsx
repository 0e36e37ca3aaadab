import { Textfield } from '@digdir/designsystemet-react';
import { CreateInvitation, WORKSPACE_ROLES, type WorkspaceRole } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { OrganisationSelect } from '../../organisations/components/organisation-select.js';
import { useInvite } from '../api/invitations.js';

/** Invites by address, before an account exists; the role is explained where it is chosen. */
export function InviteDialog({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const { t } = useTranslation(['app', 'doors']);
  const invite = useInvite(workspaceId);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<WorkspaceRole>('editor');
  const [organisationId, setOrganisationId] = useState('');
  const [message, setMessage] = useState('');
  const { fault, check, isGeneral } = useFaults(invite.error);
  const submit = () => {
    const wish = { email, role, message, organisationId: organisationId === '' ? undefined : organisationId };
    const body = check(CreateInvitation, wish);
    if (!body) return;
    invite.mutate(body, {
      onSuccess: () => {
        onClose();
        showToast({ text: t('doors:invitations.sent', { email: body.email }), tone: 'success' });
      },
    });
  };
  return (
    <FormDialog
      open
      title={t('doors:members.invite')}
      submit={t('doors:invitations.send')}
      busy={invite.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {invite.error && isGeneral ? <ErrorNotice error={invite.error} compact /> : null}
      <Textfield
        label={t('signIn.email')}
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={fault('email')}
      />
      <LabelledSelect
        label={t('doors:members.role')}
        description={t(`doors:roleTexts.${role}`)}
        choices={WORKSPACE_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
        value={role}
        onChange={setRole}
      />
      <OrganisationSelect
        label={t('doors:invitations.organisation')}
        placeholder={t('doors:invitations.organisationLater')}
        value={organisationId}
        onChange={setOrganisationId}
      />
      <Textfield
        multiline
        rows={3}
        label={t('doors:invitations.message')}
        description={t('doors:invitations.messageHint')}
        maxLength={1000}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
        error={fault('message')}
      />
    </FormDialog>
  );
}
