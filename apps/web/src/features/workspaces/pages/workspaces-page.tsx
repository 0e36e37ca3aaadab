import { Button, Details } from '@digdir/designsystemet-react';
import { FolderIcon, PlusIcon } from '@navikt/aksel-icons';
import type { Workspace } from '@kontor/contracts';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../app/shell/page.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useMe } from '../../identity/api/me.js';
import { useArchivedWorkspaces, useWorkspaces } from '../api/workspaces.js';
import { WorkspaceCard } from '../components/workspace-card.js';
import { CreateWorkspaceDialog } from '../components/workspace-form-dialog.js';

/** All workspaces that one may see; archived ones are folded away below. */
export function WorkspacesPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const workspaces = useWorkspaces();
  const [creating, setCreating] = useState(false);
  const create = me?.abilities.createWorkspace ? (
    <Button onClick={() => setCreating(true)}>
      <PlusIcon aria-hidden />
      {t('workspaces.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('nav.workspaces')} lead={<p>{t('workspaces.lead')}</p>} action={create}>
      <QueryGate query={workspaces} shape="cards">
        {(items) => <WorkspaceLists items={items} action={create} />}
      </QueryGate>
      <CreateWorkspaceDialog open={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function WorkspaceLists({ items, action }: { items: Workspace[]; action: ReactNode }) {
  const { t } = useTranslation();
  const { data: archived = [] } = useArchivedWorkspaces();
  return (
    <div className="k-stack">
      {items.length === 0 ? (
        <EmptyState
          level={2}
          icon={FolderIcon}
          title={t('workspaces.none')}
          text={t('workspaces.noneText')}
          action={action}
        />
      ) : (
        <ul className="k-cards">
          {items.map((workspace) => (
            <li key={workspace.id}>
              <WorkspaceCard workspace={workspace} level={2} />
            </li>
          ))}
        </ul>
      )}
      {archived.length > 0 && (
        <Details>
          <Details.Summary>{t('workspaces.archivedCount', { count: archived.length })}</Details.Summary>
          <Details.Content>
            <ul className="k-cards">
              {archived.map((workspace) => (
                <li key={workspace.id}>
                  <WorkspaceCard workspace={workspace} />
                </li>
              ))}
            </ul>
          </Details.Content>
        </Details>
      )}
    </div>
  );
}
