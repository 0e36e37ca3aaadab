import { Heading } from '@digdir/designsystemet-react';
import type { Thread } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonMark } from '../../../ui/person-mark.js';
import { When } from '../../../ui/when.js';
import { ThreadTags } from './thread-kind.js';

/** One thread in a list: what it is about, who asked, what is new in it. */
export function ThreadRow({ thread, level = 2 }: { thread: Thread; level?: 2 | 3 }) {
  const { t } = useTranslation('discussions');
  const { unread } = thread.reading;
  const name = thread.author.name ?? t('post.gone');
  return (
    <article className="k-thread-row" data-unread={unread > 0 || undefined}>
      <PersonMark name={name} />
      <div className="k-thread-row__what">
        <Heading level={level} data-size="2xs">
          <Link to="/threads/$threadId" params={{ threadId: thread.id }} className="ds-link">
            {thread.title}
          </Link>
        </Heading>
        <p className="k-thread-row__facts">
          <ThreadTags thread={thread} />
          {thread.tags.map((tag) => (
            <Link
              key={tag}
              to="/workspaces/$workspaceId/threads"
              params={{ workspaceId: thread.workspaceId }}
              search={{ tag }}
              className="ds-link"
              data-color="neutral"
            >
              #{tag}
            </Link>
          ))}
        </p>
        <p className="k-thread-row__facts">
          {[name, thread.author.organisation?.name].filter(Boolean).join(', ')}
        </p>
      </div>
      <p className="k-thread-row__state">
        {unread > 0 && <strong>{t('unread.count', { count: unread })}</strong>}
        <span>{t('replies', { count: thread.posts - 1 })}</span>
        <When at={thread.lastPostAt} />
      </p>
    </article>
  );
}
