import type { Workspace } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { Menu } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { useLeaveWorkspace } from '../api/members.js';

/** Leaving gives up one's own access, so it asks by naming the workspace. The last coordinator is told why not. */
export function LeaveWorkspace({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation(['app', 'doors']);
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const leave = useLeaveWorkspace(workspace.id);
  const confirm = () =>
    leave.mutate(undefined, {
      onSuccess: () => {
        setAsking(false);
        showToast({ text: t('doors:members.left', { name: workspace.name }) });
        void navigate({ to: '/workspaces' });
      },
    });
  return (
    <>
      <Menu items={[{ label: t('doors:members.leave'), danger: true, onSelect: () => setAsking(true) }]} />
      <ConfirmDialog
        open={asking}
        title={t('doors:members.leaveName', { name: workspace.name })}
        confirm={t('doors:members.leave')}
        busy={leave.isPending}
        error={leave.error}
        onConfirm={confirm}
        onClose={() => {
          leave.reset();
          setAsking(false);
        }}
      >
        {t('doors:members.leaveText')}
      </ConfirmDialog>
    </>
  );
}
