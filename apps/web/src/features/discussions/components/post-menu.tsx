import { Tag } from '@digdir/designsystemet-react';
import type { Post, Thread } from '@kontor/contracts';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../../identity/api/me.js';
import { useThreadAct, type usePostAct } from '../api/threads.js';
import { DecideDialog, FlagDialog, type PostDecision } from './post-dialogs.js';
import { HistoryDialog } from './history-dialog.js';

const BeginDocumentDialog = lazy(() =>
  import('./begin-document-dialog.js').then((m) => ({ default: m.BeginDocumentDialog })),
);

const acceptLabel = ({ kind }: Thread, isAccepted: boolean) => {
  if (kind === 'decision') return isAccepted ? 'post.unrecord' : 'post.record';
  return isAccepted ? 'post.unaccept' : 'post.accept';
};

interface PostMenuProps {
  thread: Thread;
  post: Post;
  act: ReturnType<typeof usePostAct>;
  onReply: (post: Post, quote: boolean) => void;
  onEdit: (no: number | null) => void;
}

/** What can be done with a post beside answering it. */
export function PostMenu({ thread, post, act, onReply, onEdit }: PostMenuProps) {
  const { t } = useTranslation('discussions');
  const [showsHistory, setHistory] = useState(false);
  const [isBeginning, setBeginning] = useState(false);
  const { data: me } = useMe();
  const threadAct = useThreadAct(thread.id);
  const items: MenuItem[] = [];
  const stands = post.deleted === 'no' && post.hidden === null;
  const [moderating, setModerating] = useState<PostDecision | null>(null);
  const mayRestore = useStillTime(post.restoreUntil) && post.abilities.restore;
  if (stands && thread.abilities.accept && post.no > 1) {
    const isAccepted = thread.accepted === post.no;
    items.push({
      label: t(acceptLabel(thread, isAccepted)),
      onSelect: () =>
        threadAct.mutate({ act: 'accept', body: { no: isAccepted ? null : post.no, layout: thread.layout } }),
    });
  }
  if (stands && thread.abilities.post)
    items.push({ label: t('post.quote'), onSelect: () => onReply(post, true) });
  if (post.abilities.edit) items.push({ label: t('post.edit'), onSelect: () => onEdit(post.no) });
  if (post.edits > 0 && post.html !== '')
    items.push({ label: t('post.history'), onSelect: () => setHistory(true) });
  items.push({
    label: t('post.copyLink'),
    onSelect: () => {
      const link = `${location.origin}/threads/${thread.id}#post-${post.id}`;
      void navigator.clipboard.writeText(link).then(() => showToast({ text: t('post.linkCopied') }));
    },
  });
  if (post.abilities.beginDocument)
    items.push({ label: t('begin.menu'), onSelect: () => setBeginning(true) });
  const restore = () => act.mutate({ postId: post.id, act: 'restore' });
  if (mayRestore) items.push({ label: t('post.restore'), onSelect: restore });
  if (post.abilities.flag && post.hidden === null)
    items.push({ label: t('post.flag'), onSelect: () => setModerating('flag') });
  if (post.abilities.moderate) {
    const decision = post.hidden === null ? 'hide' : 'show';
    items.push({ label: t(`moderate.${decision}.menu`), onSelect: () => setModerating(decision) });
  }
  if (post.abilities.delete) {
    const isOwn = post.author.userId !== null && post.author.userId === me?.id;
    const remove = () =>
      act.mutate(
        { postId: post.id, act: 'delete' },
        { onSuccess: () => showToast({ text: t('post.deletedDone'), undo: restore }) },
      );
    items.push({
      label: t('post.delete'),
      danger: true,
      onSelect: isOwn ? remove : () => setModerating('delete'),
    });
  }
  return (
    <>
      {post.edits > 0 && stands && <Tag data-size="sm">{t('post.edited')}</Tag>}
      <Menu label={t('post.menu', { no: post.no })} items={items} />
      {moderating === 'flag' && (
        <FlagDialog threadId={thread.id} post={post} onClose={() => setModerating(null)} />
      )}
      {moderating !== null && moderating !== 'flag' && (
        <DecideDialog
          threadId={thread.id}
          postId={post.id}
          decision={moderating}
          onClose={() => setModerating(null)}
        />
      )}
      {isBeginning && (
        <Suspense fallback={null}>
          <BeginDocumentDialog thread={thread} post={post} onClose={() => setBeginning(false)} />
        </Suspense>
      )}
      {showsHistory && <HistoryDialog threadId={thread.id} post={post} onClose={() => setHistory(false)} />}
    </>
  );
}

/** Whether there is time left; says so when it has run out, without anybody asking. */
function useStillTime(until: string | null): boolean {
  const [passed, setPassed] = useState<string | null>(null);
  useEffect(() => {
    if (until === null) return undefined;
    const timer = setTimeout(() => setPassed(until), Math.max(0, new Date(until).getTime() - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return until === null || passed !== until;
}
