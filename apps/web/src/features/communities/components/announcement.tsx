import { Button, Heading } from '@digdir/designsystemet-react';
import { MegaphoneIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../../ui/when.js';
import { useNoteReading, useThreads } from '../../discussions/api/threads.js';
import '../styles/communities.css';

/** The newest word of a coordinator to all members that this reader has not read; reading it or setting it aside ends it. */
export function Announcement({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('community');
  const threads = useThreads(workspaceId, { kind: 'announcement', show: 'unread', limit: 1 });
  const thread = threads.data?.pages[0]?.items[0];
  const note = useNoteReading(thread?.id ?? '', workspaceId);
  if (!thread || thread.workspaceId !== workspaceId) return null;
  return (
    <aside className="k-announcement" aria-labelledby="announcement-title">
      <MegaphoneIcon aria-hidden className="k-announcement__icon" />
      <div>
        <p className="k-muted">
          {t('announced', { name: thread.author.name ?? t('coordinator') })} <When at={thread.createdAt} />
        </p>
        <Heading level={2} data-size="2xs" id="announcement-title">
          <Link to="/threads/$threadId" params={{ threadId: thread.id }} className="ds-link">
            {thread.title}
          </Link>
        </Heading>
      </div>
      <Button
        variant="tertiary"
        data-size="sm"
        loading={note.isPending}
        onClick={() => note.mutate({ read: [{ from: 1, to: thread.posts }] })}
      >
        {t('setAside')}
      </Button>
    </aside>
  );
}
