import { Button } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { useMembers } from '../api/members.js';
import { useWorkspace } from '../api/workspaces.js';
import { InvitationList } from '../components/invitation-list.js';
import { InviteDialog } from '../components/invite-dialog.js';
import { LeaveWorkspace } from '../components/leave-workspace.js';
import { MemberTable } from '../components/member-table.js';

/** Who is in a workspace, in which role; coordinators change that here and invite by e-mail. */
export function MembersPage({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation(['app', 'doors']);
  const query = useWorkspace(workspaceId);
  const members = useMembers(workspaceId, query.data?.abilities.seeMembers ?? false);
  const [inviting, setInviting] = useState(false);
  const workspace = query.data;
  if (isMissing(query) || workspace?.abilities.seeMembers === false) return <NotFoundPage />;
  return (
    <Page
      title={t('members.title')}
      crumbs={[
        { label: t('nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace?.name ?? t('common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
      lead={<p>{t('doors:members.lead')}</p>}
      action={
        workspace?.abilities.manageMembers ? (
          <Button onClick={() => setInviting(true)}>
            <PlusIcon aria-hidden />
            {t('doors:members.invite')}
          </Button>
        ) : null
      }
      menu={workspace?.role ? <LeaveWorkspace workspace={workspace} /> : null}
    >
      <div className="k-stack k-stack--wide">
        <QueryGate query={members} shape="rows">
          {(items) => (
            <MemberTable
              workspaceId={workspaceId}
              members={items}
              canManage={workspace?.abilities.manageMembers ?? false}
            />
          )}
        </QueryGate>
        {workspace?.abilities.manageMembers && (
          <InvitationList workspaceId={workspaceId} onInvite={() => setInviting(true)} />
        )}
      </div>
      {inviting && <InviteDialog workspaceId={workspaceId} onClose={() => setInviting(false)} />}
    </Page>
  );
}
