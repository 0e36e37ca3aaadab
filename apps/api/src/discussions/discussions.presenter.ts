import type { Post, Thread, ThreadDraft, ThreadState } from '@kontor/contracts';
import type { DraftRecord, PostView, StateView, ThreadView } from '@kontor/domain';

export const presentThread = ({
  thread,
  workspaceName,
  author,
  anchor,
  reading,
  abilities,
}: ThreadView): Thread => ({
  id: thread.id,
  workspaceId: thread.workspaceId,
  workspaceName,
  seq: thread.seq,
  layout: thread.layout,
  kind: thread.kind,
  title: thread.title,
  audience: thread.audience,
  tags: thread.tags,
  anchor,
  status: thread.status,
  closedReason: thread.closedReason,
  accepted: thread.accepted,
  pinned: thread.pinned,
  author,
  posts: thread.posts,
  people: thread.participants.length,
  createdAt: thread.createdAt.toISOString(),
  lastPostAt: thread.lastPostAt.toISOString(),
  hasPoll: thread.poll !== null,
  isSample: thread.isSample,
  reading,
  abilities,
});

const DELETED = { author: 'by-author', coordinator: 'by-coordinator' } as const;

const presentPost = ({
  post,
  author,
  html,
  attachments,
  restoreUntil,
  documents,
  reactions,
  abilities,
}: PostView): Post => ({
  id: post.id,
  no: post.no,
  answers: post.answers,
  branch: post.branch,
  seq: post.seq,
  author,
  html,
  attachments,
  createdAt: post.createdAt.toISOString(),
  editedAt: post.editedAt?.toISOString() ?? null,
  edits: post.versions.length,
  deleted: post.deletedBy === null ? 'no' : DELETED[post.deletedBy],
  restoreUntil: restoreUntil?.toISOString() ?? null,
  movedTo: post.movedTo?.threadId ?? null,
  hidden: post.hidden && { reason: post.hidden.reason },
  documents,
  reactions,
  abilities,
});

export const presentState = (view: StateView): ThreadState => ({
  thread: presentThread(view),
  posts: view.posts.map(presentPost),
  poll: view.poll,
  read: view.read,
});

export const presentDraft = (draft: DraftRecord | null): ThreadDraft => ({
  revision: draft?.revision ?? 0,
  written: draft && {
    postId: draft.postId,
    body: draft.body,
    answersId: draft.answersId,
    attachments: [...draft.attachments],
    savedAt: draft.savedAt.toISOString(),
  },
});
