import { inBranches, type Post, type ThreadState } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { useInWorkspace } from '../../../app/shell/current-workspace.js';
import { land } from '../../../ui/landing.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { useThread } from '../api/threads.js';
import { Composer, type Answering } from '../components/composer.js';
import { GoToDialog } from '../components/go-to-dialog.js';
import { PollCard } from '../components/poll-card.js';
import { PostCard } from '../components/post-card.js';
import { PresentPeople } from '../components/present-people.js';
import { PlaceButton, ThreadDock } from '../components/thread-dock.js';
import { ThreadTags } from '../components/thread-kind.js';
import { ThreadMenu } from '../components/thread-menu.js';
import { Accepted, Ended } from '../components/thread-notes.js';
import { LONG, ThreadTimeline } from '../components/thread-timeline.js';
import { WaitingPosts } from '../components/waiting-posts.js';
import { useArrival, useLeadOn } from '../hooks/use-arrival.js';
import { usePlaces } from '../hooks/places.js';
import { useConversationKeys } from '../hooks/use-conversation-keys.js';
import { useNews } from '../hooks/use-news.js';
import { isRead, useReading } from '../hooks/use-reading.js';
import '../../practice-documents/editor/styles/text.css';
import '../../practice-documents/editor/styles/tools.css';
import '../styles/discussions.css';
import '../styles/timeline.css';

/** One discussion: posts in one column, the reply always at hand. */
export function ThreadPage({ threadId }: { threadId: string }) {
  // Both at once: the texts of the poll do not come after its place and move what is below.
  const { t } = useTranslation(['discussions', 'polls']);
  const query = useThread(threadId);
  useInWorkspace(query.data?.thread.workspaceId);
  const thread = query.data?.thread;
  useLeadOn(threadId, thread?.id);
  if (isMissing(query)) return <NotFoundPage />;
  return (
    <Page
      width="text"
      title={thread?.title ?? t('app:common.loading')}
      crumbs={
        thread
          ? [
              {
                label: thread.workspaceName,
                link: { to: '/workspaces/$workspaceId', params: { workspaceId: thread.workspaceId } },
              },
              {
                label: t('title'),
                link: { to: '/workspaces/$workspaceId/threads', params: { workspaceId: thread.workspaceId } },
              },
            ]
          : []
      }
      lead={thread ? <ThreadTags thread={thread} /> : null}
      menu={query.data ? <ThreadMenu state={query.data} /> : null}
    >
      <QueryGate query={query} shape="rows">
        {(state) => <Conversation state={state} />}
      </QueryGate>
    </Page>
  );
}

function Conversation({ state }: { state: ThreadState }) {
  const { t } = useTranslation('discussions');
  const { thread } = state;
  const list = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [answering, setAnswering] = useState<Answering | null>(null);
  const [isGoing, setGoing] = useState(false);
  const [editing, setEditing] = useState<number | null>(null);
  const posts = useMemo(() => inBranches(state.posts), [state.posts]);
  // As it stood when the page was opened: the line does not creep down while one reads.
  const [firstUnread] = useState(() => {
    const unread = posts.filter(({ no }) => !isRead(state.read, no));
    return unread.length < posts.length ? (unread[0]?.no ?? null) : null;
  });
  const places = usePlaces(list);
  const isLong = posts.length >= LONG;
  const goTo = () => setGoing(true);
  useReading(list, state);
  useArrival(state, firstUnread, places);
  const { news, isAtFoot } = useNews(state, foot);
  const reply = useCallback((post: Post, quote: boolean) => setAnswering({ post, quote }), []);
  const edit = useCallback((no: number | null) => setEditing(no), []);
  useConversationKeys(posts, list, { onReply: reply, onEdit: edit, onGoTo: goTo });
  const toFoot = () => {
    if (foot.current) land(foot.current, { block: 'end' });
  };
  const accepted = posts.find(({ no }) => no === thread.accepted);
  return (
    <div className="k-conversation" data-long={isLong || undefined}>
      <div className="k-conversation__main">
        {thread.anchor && (
          <p className="k-anchor">
            {t('anchor')}{' '}
            <Link
              to="/practice-documents/$documentId"
              params={{ documentId: thread.anchor.id }}
              className="ds-link"
            >
              {thread.anchor.title}
            </Link>
          </p>
        )}
        <div className="k-posts" ref={list}>
          {posts.map((post) => (
            <div key={post.id}>
              <PostCard
                thread={thread}
                post={post}
                isFirstUnread={post.no === firstUnread}
                isEditing={editing === post.no}
                onReply={reply}
                onEdit={edit}
              />
              {post.no === 1 && state.poll && <PollCard thread={thread} poll={state.poll} />}
              {post.no === 1 && accepted && (
                <Accepted post={accepted} isDecision={thread.kind === 'decision'} />
              )}
            </div>
          ))}
        </div>
        <WaitingPosts threadId={thread.id} />
        <div ref={foot} className="k-foot" />
        <ThreadDock
          news={news}
          place={isLong ? <PlaceButton places={places} count={posts.length} onClick={goTo} /> : null}
          onNews={toFoot}
          onReply={thread.abilities.post && !isAtFoot ? () => posts[0] && reply(posts[0], false) : null}
        />
        <PresentPeople threadId={thread.id} />
        {thread.abilities.post ? (
          <Composer
            thread={thread}
            posts={posts}
            answering={answering}
            onAnswering={setAnswering}
            onSent={toFoot}
          />
        ) : (
          <Ended state={state} />
        )}
      </div>
      {isLong && <ThreadTimeline places={places} posts={posts} firstUnread={firstUnread} onGoTo={goTo} />}
      {isGoing && (
        <GoToDialog places={places} posts={posts} firstUnread={firstUnread} onClose={() => setGoing(false)} />
      )}
    </div>
  );
}
