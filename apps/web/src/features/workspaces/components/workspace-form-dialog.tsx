import { Textfield } from '@digdir/designsystemet-react';
import { CreateWorkspace, UpdateWorkspace, Workspace } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../app/http.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { showToast } from '../../../ui/toast.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useCreateWorkspace, useUpdateWorkspace } from '../api/workspaces.js';

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

export function CreateWorkspaceDialog({ open, onClose }: DialogProps) {
  const { t } = useTranslation(['app', 'doors']);
  const navigate = useNavigate();
  const create = useCreateWorkspace();
  const [form, setForm] = useState({ name: '', description: '' });
  const faults = useFaults(create.error);
  const submit = () => {
    const body = faults.check(CreateWorkspace, form);
    if (!body) return;
    create.mutate(body, {
      onSuccess: (workspace) => {
        onClose();
        showToast({ text: t('doors:workspaces.created', { name: workspace.name }), tone: 'success' });
        void navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: workspace.id } });
      },
    });
  };
  return (
    <FormDialog
      open={open}
      title={t('workspaces.create')}
      submit={t('doors:workspaces.createSubmit')}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.error && faults.isGeneral ? <ErrorNotice error={create.error} compact /> : null}
      <WorkspaceFields form={form} onChange={setForm} fault={faults.fault} />
    </FormDialog>
  );
}

/** Describes a workspace. A change by somebody else in between is shown, never overwritten unseen. */
export function EditWorkspaceDialog({ workspace, open, onClose }: DialogProps & { workspace: Workspace }) {
  const { t } = useTranslation(['app', 'doors']);
  const update = useUpdateWorkspace(workspace.id);
  const [form, setForm] = useState({ name: workspace.name, description: workspace.description });
  const [base, setBase] = useState(workspace);
  const faults = useFaults(update.error);
  const current = currentOf(update.error);
  const submit = () => {
    const body = faults.check(UpdateWorkspace, { ...form, revision: (current ?? base).revision });
    if (body) update.mutate(body, { onSuccess: onClose });
  };
  const takeTheirs = (theirs: Workspace) => {
    setBase(theirs);
    setForm({ name: theirs.name, description: theirs.description });
    update.reset();
  };
  return (
    <FormDialog
      open={open}
      title={t('doors:workspaces.edit')}
      submit={current ? t('doors:fields.keepMine') : t('common.save')}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {current ? (
        <div className="k-conflict" role="alert">
          <p>{t('doors:workspaces.changedMeanwhile')}</p>
          <blockquote>
            <strong>{current.name}</strong>
            <br />
            {current.description}
          </blockquote>
          <button type="button" className="ds-link k-linkbutton" onClick={() => takeTheirs(current)}>
            {t('doors:fields.takeTheirs')}
          </button>
        </div>
      ) : update.error && faults.isGeneral ? (
        <ErrorNotice error={update.error} compact />
      ) : null}
      <WorkspaceFields form={form} onChange={setForm} fault={faults.fault} />
    </FormDialog>
  );
}

/** The state that a stale write collided with, as the problem document carries it. */
function currentOf(error: unknown): Workspace | null {
  if (!(error instanceof ApiError) || error.code !== 'stale-revision') return null;
  const parsed = Workspace.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : null;
}

interface WorkspaceFieldsProps {
  form: { name: string; description: string };
  onChange: (form: { name: string; description: string }) => void;
  fault: (field: string) => string | undefined;
}

function WorkspaceFields({ form, onChange, fault }: WorkspaceFieldsProps) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <>
      <Textfield
        label={t('doors:workspaces.name')}
        description={t('doors:workspaces.nameHint')}
        maxLength={100}
        value={form.name}
        onChange={(event) => onChange({ ...form, name: event.target.value })}
        error={fault('name')}
      />
      <Textfield
        multiline
        rows={5}
        label={t('doors:workspaces.description')}
        description={t('doors:workspaces.descriptionHint')}
        maxLength={2000}
        value={form.description}
        onChange={(event) => onChange({ ...form, description: event.target.value })}
        error={fault('description')}
      />
    </>
  );
}
