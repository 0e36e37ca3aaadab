import { PrepareCommitment, type Workspace } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { isBeginning } from '../../../app/begin.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useFaults } from '../../../ui/use-faults.js';
import { newId } from '../../discussions/api/new-id.js';
import { useMe } from '../../identity/api/me.js';
import { useMembers } from '../../workspaces/api/members.js';
import { usePrepareCommitment } from '../api/commitments.js';
import { WordingFields, wordingForm, wordingOf } from './wording-fields.js';

/** Puts a commitment into words. Nobody is bound by it until a decision-maker has signed. */
export function PrepareDialog({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const { t } = useTranslation('commitments');
  const navigate = useNavigate();
  const { data: me } = useMe();
  const prepare = usePrepareCommitment(workspace.id);
  // Chosen once: what is sent again after a lost answer prepares no second one.
  const [id] = useState(newId);
  const [form, setForm] = useState(() => wordingForm());
  const [organisationId, setOrganisationId] = useState<string>(me?.affiliation?.organisationId ?? '');
  const organisations = usePartners(workspace);
  const { fault, check, isGeneral } = useFaults(prepare.error);
  const submit = () => {
    const body = check(PrepareCommitment, { organisationId, ...wordingOf(form) });
    if (!body) return;
    prepare.mutate(
      { id, body },
      {
        // Not closed but left: closing would lead back to the list in the same moment.
        onSuccess: (commitment) =>
          void navigate({
            to: '/commitments/$commitmentId',
            params: { commitmentId: commitment.id },
            replace: isBeginning(),
          }),
      },
    );
  };
  return (
    <FormDialog
      open
      wide
      title={t('prepare.title')}
      submit={t('prepare.submit')}
      busy={prepare.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {prepare.error && isGeneral ? <ErrorNotice error={prepare.error} compact /> : null}
      <p className="k-muted">{t('prepare.lead')}</p>
      {workspace.role === 'coordinator' && (
        <LabelledSelect
          label={t('fields.organisation')}
          value={organisations.some(({ value }) => value === organisationId) ? organisationId : ''}
          placeholder={t('prepare.choose')}
          choices={organisations}
          onChange={setOrganisationId}
          error={fault('organisationId') && t('faults.organisationId')}
        />
      )}
      <WordingFields
        form={form}
        hasFault={(field) => fault(field) !== undefined}
        onChange={(part) => setForm({ ...form, ...part })}
      />
    </FormDialog>
  );
}

/** Organisations that take part: those of the members. */
function usePartners(workspace: Workspace) {
  const format = useFormat();
  const { data: members = [] } = useMembers(workspace.id, workspace.abilities.seeMembers);
  const names = new Map(
    members.flatMap(({ affiliation }) =>
      affiliation === null ? [] : [[String(affiliation.organisationId), affiliation.organisationName]],
    ),
  );
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => format.compare(a.label, b.label));
}
