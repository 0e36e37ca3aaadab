import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import type { Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { Loading } from '../../../ui/loading.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { showToast } from '../../../ui/toast.js';
import { ThreadsPreview } from '../../discussions/components/threads-preview.js';
import { CreateDocumentDialog } from '../../practice-documents/components/create-document-dialog.js';
import { useArchiveWorkspace, useWorkspace } from '../api/workspaces.js';
import { DocumentsPreview } from '../components/documents-preview.js';
import { MembersPreview } from '../components/members-preview.js';
import { EditWorkspaceDialog } from '../components/workspace-form-dialog.js';

const Announcement = lazy(() =>
  import('../../communities/components/announcement.js').then((m) => ({ default: m.Announcement })),
);
const CommitmentsPreview = lazy(() =>
  import('../../commitments/components/commitments-preview.js').then((m) => ({
    default: m.CommitmentsPreview,
  })),
);
const ActivityPreview = lazy(() =>
  import('../../activity/components/activity-preview.js').then((m) => ({ default: m.ActivityPreview })),
);

/** What a workspace is for, what is being written in it, and who is in it. */
export function WorkspacePage({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation(['app', 'doors']);
  const query = useWorkspace(workspaceId);
  const [creating, setCreating] = useState(false);
  const workspace = query.data;
  if (isMissing(query)) return <NotFoundPage />;
  return (
    <Page
      title={workspace?.name ?? t('common.loading')}
      crumbs={[{ label: t('nav.workspaces'), link: { to: '/workspaces' } }]}
      action={
        workspace?.abilities.createDocument ? (
          <Button onClick={() => setCreating(true)}>
            <PlusIcon aria-hidden />
            {t('documents.create')}
          </Button>
        ) : null
      }
      menu={workspace ? <WorkspaceMenu workspace={workspace} /> : null}
    >
      <QueryGate query={query}>
        {(loaded) => (
          <>
            {loaded.archivedAt && <ArchivedNotice workspace={loaded} />}
            <Suspense fallback={null}>
              <Announcement workspaceId={workspaceId} />
            </Suspense>
            <div className="k-columns">
              <div className="k-stack">
                <Paragraph className="k-prose">
                  {loaded.description || t('workspaces.noDescription')}
                </Paragraph>
                <DocumentsPreview workspace={loaded} onCreate={() => setCreating(true)} />
                <ThreadsPreview workspace={loaded} />
              </div>
              <aside className="k-stack k-stack--wide">
                <section className="k-stack" aria-labelledby="members-preview">
                  <div className="k-section-head">
                    <Heading level={2} data-size="xs" id="members-preview">
                      {t('members.title')}
                    </Heading>
                    {loaded.abilities.seeMembers && (
                      <Link
                        to="/workspaces/$workspaceId/members"
                        params={{ workspaceId }}
                        className="ds-link"
                      >
                        {t('members.all')}
                      </Link>
                    )}
                  </div>
                  <MembersPreview workspace={loaded} />
                  {loaded.abilities.seeMembers && (
                    <Link
                      to="/workspaces/$workspaceId/community"
                      params={{ workspaceId }}
                      className="ds-link"
                    >
                      {t('members.community')}
                    </Link>
                  )}
                </section>
                <Suspense fallback={null}>
                  <CommitmentsPreview workspaceId={workspaceId} />
                </Suspense>
                <Suspense fallback={<Loading shape="rows" count={3} />}>
                  <ActivityPreview workspaceId={workspaceId} />
                </Suspense>
              </aside>
            </div>
            <CreateDocumentDialog
              workspaceId={workspaceId}
              open={creating}
              onClose={() => setCreating(false)}
            />
          </>
        )}
      </QueryGate>
    </Page>
  );
}

function ArchivedNotice({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation(['app', 'doors']);
  const restore = useArchiveWorkspace(workspace.id);
  return (
    <Alert data-color="warning" className="k-notice">
      <Paragraph>{t('workspaces.archivedText')}</Paragraph>
      {workspace.abilities.archive && (
        <Button
          variant="secondary"
          data-size="sm"
          className="k-retry"
          loading={restore.isPending}
          onClick={() =>
            restore.mutate('restore', {
              onSuccess: () =>
                showToast({
                  text: t('doors:workspaces.restored', { name: workspace.name }),
                  tone: 'success',
                }),
            })
          }
        >
          {t('doors:workspaces.restore')}
        </Button>
      )}
    </Alert>
  );
}

function WorkspaceMenu({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation(['app', 'doors']);
  const [dialog, setDialog] = useState<'edit' | 'archive' | null>(null);
  const archive = useArchiveWorkspace(workspace.id);
  const items: MenuItem[] = [];
  if (workspace.abilities.edit)
    items.push({ label: t('doors:workspaces.edit'), onSelect: () => setDialog('edit') });
  if (workspace.abilities.archive && workspace.archivedAt === null) {
    items.push({ label: t('doors:workspaces.archive'), danger: true, onSelect: () => setDialog('archive') });
  }
  const close = () => setDialog(null);
  return (
    <>
      <Menu items={items} />
      {dialog === 'edit' && <EditWorkspaceDialog workspace={workspace} open onClose={close} />}
      <ConfirmDialog
        open={dialog === 'archive'}
        title={t('doors:workspaces.archiveName', { name: workspace.name })}
        confirm={t('doors:workspaces.archive')}
        busy={archive.isPending}
        error={archive.error}
        onConfirm={() =>
          archive.mutate('archive', {
            onSuccess: () => {
              close();
              showToast({
                text: t('doors:workspaces.archivedDone', { name: workspace.name }),
                undo: () => archive.mutate('restore'),
              });
            },
          })
        }
        onClose={close}
      >
        {t('doors:workspaces.archiveText')}
      </ConfirmDialog>
    </>
  );
}
