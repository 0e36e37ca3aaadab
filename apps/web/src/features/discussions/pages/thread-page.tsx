import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { ArrowDownIcon } from '@navikt/aksel-icons';
import { inBranches, type Post, type ThreadState } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { useInWorkspace } from '../../../app/shell/current-workspace.js';
import { usePageKeys } from '../../../app/shell/shortcuts.js';
import { announce } from '../../../ui/announcer.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { useMe } from '../../identity/api/me.js';
import { useThread } from '../api/threads.js';
import { Composer, type Answering } from '../components/composer.js';
import { PollCard } from '../components/poll-card.js';
import { PostCard } from '../components/post-card.js';
import { PresentPeople } from '../components/present-people.js';
import { ThreadMenu } from '../components/thread-menu.js';
import { ThreadTags } from '../components/thread-kind.js';
import { WaitingPosts } from '../components/waiting-posts.js';
import { useArrival, useLeadOn } from '../hooks/use-arrival.js';
import { isRead, useReading } from '../hooks/use-reading.js';
import '../../practice-documents/editor/styles/text.css';
import '../../practice-documents/editor/styles/tools.css';
import '../styles/discussions.css';

/** One discussion: posts in one column, the reply always at hand. */
export function ThreadPage({ threadId }: { threadId: string }) {
  // Both at once: the texts of the poll do not come after its place and move what is below.
  const { t } = useTranslation(['discussions', 'polls']);
  const query = useThread(threadId);
  useInWorkspace(query.data?.thread.workspaceId);
  if (isMissing(query)) return <NotFoundPage />;
  const thread = query.data?.thread;
  useLeadOn(threadId, thread?.id);
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
  const [editing, setEditing] = useState<number | null>(null);
  const posts = useMemo(() => inBranches(state.posts), [state.posts]);
  // As it stood when the page was opened: the line does not creep down while one reads.
  const [firstUnread] = useState(() => {
    const unread = posts.filter(({ no }) => !isRead(state.read, no));
    return unread.length < posts.length ? (unread[0]?.no ?? null) : null;
  });
  useReading(list, state);
  useArrival(state, firstUnread);
  const { news, isAtFoot } = useNews(state, foot);
  const reply = useCallback((post: Post, quote: boolean) => setAnswering({ post, quote }), []);
  const edit = useCallback((no: number | null) => setEditing(no), []);
  useConversationKeys(posts, list, { onReply: reply, onEdit: edit });
  const accepted = posts.find(({ no }) => no === thread.accepted);
  return (
    <>
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
      <div ref={foot} />
      {(news > 0 || (thread.abilities.post && !isAtFoot)) && (
        <div className="k-dock">
          {news > 0 && (
            <Button data-size="sm" onClick={() => foot.current?.scrollIntoView({ block: 'end' })}>
              <ArrowDownIcon aria-hidden />
              {t('news', { count: news })}
            </Button>
          )}
          {thread.abilities.post && !isAtFoot && (
            <Button data-size="sm" variant="secondary" onClick={() => posts[0] && reply(posts[0], false)}>
              {t('composer.title')}
            </Button>
          )}
        </div>
      )}
      <PresentPeople threadId={thread.id} />
      {thread.abilities.post ? (
        <Composer
          thread={thread}
          posts={posts}
          answering={answering}
          onAnswering={setAnswering}
          onSent={() => requestAnimationFrame(() => foot.current?.scrollIntoView({ block: 'end' }))}
        />
      ) : (
        <Ended state={state} />
      )}
    </>
  );
}

/** The accepted answer, right under the question; of a decision what was decided. */
function Accepted({ post, isDecision }: { post: Post; isDecision: boolean }) {
  const { t } = useTranslation('discussions');
  const title = t(isDecision ? 'post.outcome' : 'post.accepted');
  return (
    <aside className="k-accepted" aria-label={title}>
      <Heading level={2} data-size="2xs">
        {title}
      </Heading>
      <div className="k-text k-post__text" dangerouslySetInnerHTML={{ __html: post.html }} />
      <a className="ds-link" href={`#post-${post.no}`}>
        {t('post.acceptedFrom', { name: post.author.name ?? t('post.gone') })}
      </a>
    </aside>
  );
}

function Ended({ state: { thread } }: { state: ThreadState }) {
  const { t } = useTranslation('discussions');
  const isEnded = thread.status === 'closed' || thread.status === 'locked';
  return (
    <Alert data-color="info" className="k-notice">
      <Paragraph>
        {isEnded ? t(`endedText.${thread.status}`, { reason: thread.closedReason ?? '' }) : t('readOnly')}
      </Paragraph>
    </Alert>
  );
}

/** How many posts of others came below what is on the screen; tells screen readers of each. */
function useNews(
  state: ThreadState,
  foot: React.RefObject<HTMLElement | null>,
): { news: number; isAtFoot: boolean } {
  const { t } = useTranslation('discussions');
  const { data: me } = useMe();
  const [seenUpTo, setSeenUpTo] = useState(state.thread.posts);
  const [isAtFoot, setAtFoot] = useState(true);
  const highest = useRef(state.thread.posts);
  const { posts } = state;
  useEffect(() => {
    const fresh = posts.filter(({ no, author }) => no > highest.current && author.userId !== me?.id);
    highest.current = Math.max(highest.current, ...posts.map(({ no }) => no));
    for (const { author } of fresh.slice(-3)) announce(t('newPost', { name: author.name ?? t('post.gone') }));
  }, [posts, me, t]);
  useEffect(() => {
    const element = foot.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      setAtFoot(entry?.isIntersecting ?? false);
      if (entry?.isIntersecting) setSeenUpTo(highest.current);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [foot, posts]);
  const news = posts.filter(({ no, author }) => no > seenUpTo && author.userId !== me?.id).length;
  return { news, isAtFoot };
}

interface KeyActs {
  onReply: (post: Post, quote: boolean) => void;
  onEdit: (no: number) => void;
}

/** j and k go from post to post, r answers the one at hand, e edits it. */
function useConversationKeys(
  posts: readonly Post[],
  list: React.RefObject<HTMLElement | null>,
  { onReply, onEdit }: KeyActs,
): void {
  const { t } = useTranslation('discussions');
  const keys = [
    { label: t('keys.next'), keys: ['j'] },
    { label: t('keys.previous'), keys: ['k'] },
    { label: t('keys.reply'), keys: ['r'] },
    { label: t('keys.edit'), keys: ['e'] },
  ];
  usePageKeys(keys, (event) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-no]') ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const go = (card: HTMLElement | undefined) => {
      card?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: 'nearest' });
    };
    const here = posts.find(({ no }) => String(no) === cards[at]?.dataset['no']);
    if (event.key === 'j') go(cards[at + 1]);
    else if (event.key === 'k') go(cards[Math.max(0, at - 1)]);
    else if (event.key === 'r' && posts[0]) onReply(here ?? posts[0], false);
    else if (event.key === 'e' && here?.abilities.edit) onEdit(here.no);
    else return;
    event.preventDefault();
  });
}
