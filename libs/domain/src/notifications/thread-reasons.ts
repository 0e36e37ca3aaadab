import type { NotificationKind, ThreadLevel, UserId } from '@kontor/contracts';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';

/** A reason to tell somebody of a post. */
export interface Reason {
  key: string;
  userId: UserId;
  kind: NotificationKind;
  post: PostRecord;
  actorId: UserId | null;
}

/** All that decides whom a changed thread concerns. */
export interface ThreadNews {
  thread: ThreadRecord;
  /** The posts that changed since people were told last. */
  changed: readonly PostRecord[];
  /** Written since then, not only edited. */
  isNew: (post: PostRecord) => boolean;
  /** The accepted post. */
  accepted: PostRecord | null;
  /** Whom the writer of an answer answers, by the number of the answered post. */
  authorOf: (no: number) => UserId | null;
  /** Of a new post all that it mentions, of an edited one those that its last version did not. */
  mentionedIn: (post: PostRecord) => readonly UserId[];
  members: readonly UserId[];
  levels: ReadonlyMap<UserId, ThreadLevel>;
  /** Who watches the workspace or a tag of the thread. */
  watchers: readonly UserId[];
}

/**
 * Who is to be told of what, one reason for one person and post: the one that concerns them most. Nobody is told of what
 * they did themselves, and who muted a thread hears of nothing in it. Whether somebody may read it is not asked here.
 */
export function reasonsOf(news: ThreadNews): Reason[] {
  return [...news.changed.flatMap((post) => reasonsOfPost(news, post)), ...acceptance(news)].filter(
    ({ userId, actorId }) => userId !== actorId && news.levels.get(userId) !== 'muted',
  );
}

function reasonsOfPost(news: ThreadNews, post: PostRecord): Reason[] {
  if (post.deletedAt !== null || post.hidden !== null || post.movedTo !== null) return [];
  const found = new Map<UserId, Reason>();
  const tell = (userId: UserId | null, kind: NotificationKind) => {
    if (userId === null || found.has(userId)) return;
    // A mention may be added by an edit to what somebody was told of before: that is another reason. The thread is not
    // part of the key: a post that moves to another one is not told again.
    const key = `${kind === 'mention' ? 'mention' : 'post'}:${post.id}:${userId}`;
    found.set(userId, { key, userId, kind, post, actorId: post.authorId });
  };
  for (const userId of news.mentionedIn(post)) tell(userId, 'mention');
  if (!news.isNew(post)) return [...found.values()];
  if (post.no > 1) tell(news.authorOf(post.answers ?? 1), 'reply');
  if (post.no === 1 && news.thread.kind === 'announcement') {
    for (const userId of news.members) tell(userId, 'announcement');
  }
  for (const [userId, level] of news.levels) {
    // Who has written below it meanwhile follows since then, and has seen it.
    const hasSeen = news.changed.some(({ authorId, no }) => authorId === userId && no > post.no);
    if (level === 'followed' && !hasSeen) tell(userId, 'followed');
  }
  if (post.no === 1) for (const userId of news.watchers) tell(userId, 'watched');
  return [...found.values()];
}

function acceptance({ thread, accepted }: ThreadNews): Reason[] {
  if (accepted === null || accepted.deletedAt !== null || accepted.authorId === thread.createdBy) return [];
  const { id, authorId: userId } = accepted;
  return [{ key: `accepted:${id}:${userId}`, userId, kind: 'accepted', post: accepted, actorId: null }];
}
