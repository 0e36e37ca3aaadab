import { Button, Heading, Tag } from '@digdir/designsystemet-react';
import { ShieldCheckmarkIcon } from '@navikt/aksel-icons';
import type { Flag, FlaggedPost, ModerationEntry } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Loading } from '../../../ui/loading.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { When } from '../../../ui/when.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useFlagged, useModerationLog } from '../api/moderation.js';
import { DecideDialog, type PostDecision } from '../components/post-dialogs.js';
import '../../practice-documents/editor/styles/text.css';
import '../styles/discussions.css';
import '../styles/moderation.css';

/** For coordinators: what waits for a decision, and what was decided. */
export function ModerationPage({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('discussions');
  const workspace = useWorkspace(workspaceId);
  if (workspace.isError || workspace.data?.abilities.moderate === false) return <NotFoundPage />;
  const params = { workspaceId };
  return (
    <Page
      width="text"
      title={t('moderation.title')}
      crumbs={[
        {
          label: workspace.data?.name ?? t('app:common.loading'),
          link: { to: '/workspaces/$workspaceId', params },
        },
        { label: t('title'), link: { to: '/workspaces/$workspaceId/threads', params } },
      ]}
      lead={t('moderation.lead')}
    >
      <Queue workspaceId={workspaceId} />
      <Log workspaceId={workspaceId} />
    </Page>
  );
}

function Queue({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('discussions');
  const flagged = useFlagged(workspaceId);
  const items = flagged.data?.pages.flatMap((page) => page.items);
  return (
    <section className="k-stack" aria-labelledby="moderation-queue">
      <Heading level={2} data-size="xs" id="moderation-queue">
        {t('moderation.queue')}
      </Heading>
      {flagged.isPending && <Loading shape="rows" count={2} />}
      {flagged.isError && !items && (
        <ErrorNotice error={flagged.error} onRetry={() => void flagged.refetch()} />
      )}
      {items?.length === 0 && (
        <EmptyState
          icon={ShieldCheckmarkIcon}
          title={t('moderation.empty.title')}
          text={t('moderation.empty.text')}
        />
      )}
      {items?.map((item) => (
        <Flagged key={item.postId} item={item} />
      ))}
      {flagged.hasNextPage && <More onMore={() => void flagged.fetchNextPage()} />}
    </section>
  );
}

function Flagged({ item }: { item: FlaggedPost }) {
  const { t } = useTranslation('discussions');
  const [deciding, setDeciding] = useState<Exclude<PostDecision, 'flag'> | null>(null);
  const name = item.author.name ?? t('post.gone');
  const { threadId, postId } = item;
  return (
    <article className="k-flagged" aria-label={t('post.label', { no: item.no, name })}>
      <header className="k-post__head">
        <PersonMark name={name} />
        <div className="k-post__who">
          <strong>{name}</strong>
          <small>
            {item.author.organisation && `${item.author.organisation.name} · `}
            <Link to="/threads/$threadId" params={{ threadId }} hash={`post-${item.no}`} className="ds-link">
              {t('moderation.where', { no: item.no, title: item.threadTitle })}
            </Link>
          </small>
        </div>
        {item.hidden && <Tag data-size="sm">{t('moderation.hidden')}</Tag>}
      </header>
      {item.deleted ? (
        <p className="k-post__deleted">{t('moderation.deleted')}</p>
      ) : (
        <div
          className="k-text k-post__text k-flagged__text"
          dangerouslySetInnerHTML={{ __html: item.html }}
        />
      )}
      <Flags flags={item.flags} />
      <div className="k-actions">
        {!item.hidden && !item.deleted && (
          <Button data-size="sm" onClick={() => setDeciding('hide')}>
            {t('moderate.hide.menu')}
          </Button>
        )}
        {item.hidden && (
          <Button data-size="sm" onClick={() => setDeciding('show')}>
            {t('moderate.show.menu')}
          </Button>
        )}
        <Button data-size="sm" variant="secondary" onClick={() => setDeciding('dismiss')}>
          {t('moderate.dismiss.menu')}
        </Button>
      </div>
      {deciding && (
        <DecideDialog
          threadId={threadId}
          postId={postId}
          decision={deciding}
          onClose={() => setDeciding(null)}
        />
      )}
    </article>
  );
}

function Flags({ flags }: { flags: readonly Flag[] }) {
  const { t } = useTranslation('discussions');
  return (
    <ul className="k-flags">
      {flags.map((flag) => (
        <li key={`${flag.by} ${flag.at}`}>
          <strong>{t(`flag.reasons.${flag.reason}`)}</strong>
          {flag.words !== '' && <span>“{flag.words}”</span>}
          <small>
            {flag.by ?? t('post.gone')}, <When at={flag.at} />
          </small>
        </li>
      ))}
    </ul>
  );
}

function Log({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('discussions');
  const log = useModerationLog(workspaceId);
  const entries = log.data?.pages.flatMap((page) => page.items);
  return (
    <section className="k-stack k-log" aria-labelledby="moderation-log">
      <Heading level={2} data-size="xs" id="moderation-log">
        {t('moderation.log')}
      </Heading>
      {log.isPending && <Loading shape="rows" count={3} />}
      {log.isError && !entries && <ErrorNotice error={log.error} onRetry={() => void log.refetch()} />}
      {entries?.length === 0 && <p>{t('moderation.noLog')}</p>}
      {entries && entries.length > 0 && (
        <ol className="k-log__entries">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {log.hasNextPage && <More onMore={() => void log.fetchNextPage()} />}
    </section>
  );
}

function Entry({ entry }: { entry: ModerationEntry }) {
  const { t } = useTranslation('discussions');
  const { act, threadId, threadTitle, no, reason, flags } = entry;
  const by = entry.by ?? t('post.gone');
  return (
    <li>
      <p className="k-log__deed">
        <strong>{t(`moderation.acts.${act}`, { by })}</strong>
        <small>
          <When at={entry.at} />
        </small>
      </p>
      <p>
        <Link
          to="/threads/$threadId"
          params={{ threadId }}
          {...(no === null ? {} : { hash: `post-${no}` })}
          className="ds-link"
        >
          {no === null ? threadTitle : t('moderation.where', { no, title: threadTitle })}
        </Link>
        {entry.author !== null && ` (${entry.author})`}
      </p>
      {reason !== null && <p className="k-log__reason">{t('moderation.reason', { reason })}</p>}
      {flags.length > 0 && <Flags flags={flags} />}
    </li>
  );
}

function More({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation('discussions');
  return (
    <Button variant="secondary" className="k-retry" onClick={onMore}>
      {t('app:documents.loadMore')}
    </Button>
  );
}
