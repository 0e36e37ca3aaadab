import type { Me, Post, PracticeDocument, Thread, Workspace } from '@kontor/contracts';
import type { Action } from './actions.js';
import { isAllowed } from './decide.js';
import type { Facts } from './facts.js';

/** What a presented object carries, so that the web never recomputes a rule. */
export function abilities<A extends Action>(facts: Facts, actions: readonly A[]): Record<A, boolean> {
  return Object.fromEntries(actions.map((action) => [action, isAllowed(facts, action)])) as Record<
    A,
    boolean
  >;
}

/** `abilities` of a practice document. Needs the facts `workspace` and `document`. */
export function documentAbilities(facts: Facts): PracticeDocument['abilities'] {
  return {
    edit: isAllowed(facts, 'practice-document.edit'),
    describe: isAllowed(facts, 'practice-document.describe'),
    archive: isAllowed(facts, 'practice-document.archive'),
    restore: isAllowed(facts, 'practice-document.restore'),
    attach: isAllowed(facts, 'practice-document.attach'),
    // Asks whether the actor may at all; the reason that P-36 demands is given with the act itself.
    share: isAllowed({ ...facts, request: { reasonGiven: true } }, 'practice-document.widen'),
    unshare: isAllowed(facts, 'practice-document.narrow'),
  };
}

/**
 * `abilities` of a workspace. Needs the fact `workspace`; with `membership` (the actor's own) it also knows
 * whether a coordinator may leave. `archive` says that the actor may move it the way that is open: into the
 * archive, or back out of it.
 */
export function workspaceAbilities(facts: Facts): Workspace['abilities'] {
  return {
    edit: isAllowed(facts, 'workspace.update'),
    archive: isAllowed(facts, facts.workspace?.archived ? 'workspace.restore' : 'workspace.archive'),
    seeMembers: isAllowed(facts, 'membership.read'),
    manageMembers: isAllowed(facts, 'invitation.create'),
    createDocument: isAllowed(facts, 'practice-document.create'),
    createThread: canStartThread(facts),
    announce: isAllowed(facts, 'thread.announce'),
    moderate: isAllowed(facts, 'post.list-flags'),
    prepareCommitment: canPrepareCommitment(facts),
    leave: isAllowed(facts, 'membership.leave'),
  };
}

/** For the own organisation at least; for which others is said by the role (P-112). */
function canPrepareCommitment(facts: Facts): boolean {
  const organisationId = (facts.actor.kind === 'person' ? facts.actor.organisationId : null) ?? '';
  const commitment = { organisationId, published: false, signed: false };
  return isAllowed({ ...facts, commitment }, 'commitment.create');
}

/** Whether any kind of thread may be started; which audiences is said by the role (P-70). */
const canStartThread = (facts: Facts): boolean =>
  isAllowed(
    {
      ...facts,
      thread: {
        authorUserId: null,
        audience: 'community',
        ofOwnReview: false,
        closed: false,
        published: false,
      },
    },
    'thread.create',
  );

/** `abilities` of a thread. Needs the facts `workspace` and `thread`. */
export function threadAbilities(facts: Facts): Thread['abilities'] {
  return {
    post: isAllowed(facts, 'thread.post'),
    vote: isAllowed(facts, 'thread.vote'),
    setPoll: isAllowed(facts, 'thread.set-poll'),
    describe: isAllowed(facts, 'thread.describe'),
    accept: isAllowed(facts, 'thread.accept'),
    close: isAllowed(facts, 'thread.close'),
    lock: isAllowed(facts, 'thread.lock'),
    moderate: isAllowed(facts, 'thread.moderate'),
    move: isAllowed(facts, 'thread.move'),
    rearrange: isAllowed(facts, 'thread.merge'),
  };
}

/** `abilities` of a post. Needs the facts `workspace`, `thread` and `post`. */
export function postAbilities(facts: Facts): Post['abilities'] {
  const stands = facts.post?.deletedBy === null;
  return {
    edit: stands && isAllowed(facts, 'post.edit'),
    delete: stands && isAllowed(facts, 'post.delete'),
    restore: !stands && isAllowed(facts, 'post.restore'),
    flag: stands && isAllowed(facts, 'post.flag'),
    moderate: stands && isAllowed(facts, 'post.moderate'),
    beginDocument: stands && isAllowed(facts, 'practice-document.create'),
  };
}

/**
 * What the actor may do with a commitment by right; what its state allows comes on top. Needs the facts `workspace` and
 * `commitment`.
 */
export function commitmentRights(facts: Facts): Record<'prepare' | 'sign' | 'settle' | 'withdraw', boolean> {
  return {
    prepare: isAllowed(facts, 'commitment.prepare'),
    sign: isAllowed(facts, 'commitment.sign'),
    settle: isAllowed(facts, 'commitment.settle'),
    withdraw: isAllowed(facts, 'commitment.withdraw'),
  };
}

/** `abilities` of the signed-in person. */
export function meAbilities(facts: Facts): Me['abilities'] {
  return {
    createWorkspace: isAllowed(facts, 'workspace.create'),
    readMailOutbox: isAllowed(facts, 'mail-outbox.read'),
    managePeople: isAllowed(facts, 'account.list'),
  };
}
