import { Button, Heading } from '@digdir/designsystemet-react';
import { ChatIcon } from '@navikt/aksel-icons';
import type { Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { useThreads } from '../api/threads.js';
import { ThreadRow } from './thread-row.js';
import '../styles/discussions.css';

/** The editor of posts comes with the dialog, not with the page. */
const NewThreadDialog = lazy(() =>
  import('./new-thread-dialog.js').then((m) => ({ default: m.NewThreadDialog })),
);

/** The liveliest discussions of a workspace, and the way to all of them. */
export function ThreadsPreview({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('discussions');
  const [creating, setCreating] = useState(false);
  const threads = useThreads(workspace.id, { limit: 4 });
  const items = threads.data?.pages[0]?.items;
  const create = workspace.abilities.createThread ? (
    <Button variant="secondary" data-size="sm" onClick={() => setCreating(true)}>
      {t('new.title')}
    </Button>
  ) : null;
  return (
    <section className="k-stack" aria-labelledby="threads-preview">
      <div className="k-section-head">
        <Heading level={2} data-size="xs" id="threads-preview">
          {t('title')}
        </Heading>
        {items && items.length > 0 && (
          <Link
            to="/workspaces/$workspaceId/threads"
            params={{ workspaceId: workspace.id }}
            className="ds-link"
          >
            {t('all')}
          </Link>
        )}
      </div>
      {!items && threads.isError && (
        <ErrorNotice error={threads.error} onRetry={() => void threads.refetch()} />
      )}
      {!items && threads.isPending && <Loading shape="rows" count={2} />}
      {items?.length === 0 && (
        <EmptyState icon={ChatIcon} title={t('empty.title')} text={t('empty.text')} action={create} />
      )}
      {items && items.length > 0 && (
        <>
          <ul className="k-threads">
            {items.map((thread) => (
              <li key={thread.id}>
                <ThreadRow thread={thread} level={3} />
              </li>
            ))}
          </ul>
          <div>{create}</div>
        </>
      )}
      {creating && (
        <Suspense fallback={null}>
          <NewThreadDialog workspace={workspace} onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </section>
  );
}
