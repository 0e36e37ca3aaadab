import { Dropdown } from '@digdir/designsystemet-react';
import { ChevronUpDownIcon } from '@navikt/aksel-icons';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../features/practice-documents/api/practice-documents.js';
import { useWorkspaces } from '../../features/workspaces/api/workspaces.js';
import { useSaidWorkspace } from './current-workspace.js';

/** Names the workspace that one is in and leads to the others. */
export function WorkspaceSwitcher({ id }: { id: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data: workspaces = [] } = useWorkspaces();
  const currentId = useCurrentWorkspaceId();
  const current = workspaces.find((workspace) => workspace.id === currentId);
  const close = () => setOpen(false);
  return (
    <Dropdown.TriggerContext>
      <Dropdown.Trigger
        variant="secondary"
        data-color="neutral"
        data-size="sm"
        className="k-switcher"
        aria-expanded={open}
        aria-label={t('shell.switcher', { name: current?.name ?? t('shell.chooseWorkspace') })}
      >
        <span className="k-switcher__name">{current?.name ?? t('shell.chooseWorkspace')}</span>
        <ChevronUpDownIcon aria-hidden />
      </Dropdown.Trigger>
      <Dropdown
        id={id}
        open={open}
        onOpen={() => setOpen(true)}
        onClose={close}
        placement="bottom-start"
        className="k-switcher__list"
      >
        <Dropdown.List>
          {workspaces.map((workspace) => (
            <Dropdown.Item key={workspace.id}>
              <Dropdown.Button asChild data-color="neutral">
                <Link
                  to="/workspaces/$workspaceId"
                  params={{ workspaceId: workspace.id }}
                  onClick={close}
                  aria-current={workspace.id === currentId ? 'true' : undefined}
                >
                  {workspace.name}
                </Link>
              </Dropdown.Button>
            </Dropdown.Item>
          ))}
          <Dropdown.Item>
            <Dropdown.Button asChild>
              <Link to="/workspaces" onClick={close}>
                {t('shell.allWorkspaces')}
              </Link>
            </Dropdown.Button>
          </Dropdown.Item>
        </Dropdown.List>
      </Dropdown>
    </Dropdown.TriggerContext>
  );
}

/** From the address, from the document that is open, or from what the page says. */
function useCurrentWorkspaceId(): string | undefined {
  const params = useParams({ strict: false });
  const document = useDocument(params.documentId ?? '', params.documentId !== undefined);
  const said = useSaidWorkspace();
  return params.workspaceId ?? document.data?.workspaceId ?? said;
}
