import type { ErrorCode } from '@kontor/contracts';
import { ALL_ACTIONS, type Action } from './actions.js';
import { decide, isAllowed } from './decide.js';
import { refusalCode } from './refusal.js';
import { factsFor, type Column, type Switch } from './testing/circumstances.js';

function codeOf(column: Column, action: Action, circumstances: Iterable<Switch> = []): ErrorCode | null {
  // Only what the two containers hold: callers load no facts of nouns that the action is not about.
  const { actor, workspace, document, membership, account, instance } = factsFor(column, circumstances);
  const noun = action.split('.')[0] ?? '';
  const aboutDocument = ['practice-document', 'file', 'visit', 'publication'].includes(noun);
  const aboutWorkspace = aboutDocument || ['workspace', 'membership', 'invitation'].includes(noun);
  const facts = {
    actor,
    membership,
    account,
    instance,
    ...(aboutWorkspace ? { workspace } : {}),
    ...(aboutDocument ? { document } : {}),
  };
  const decision = decide(facts, action);
  return decision.allowed ? null : refusalCode(facts, action, decision.rule);
}

describe('what a refusal tells', () => {
  it('[P-10] who is not signed in is asked to sign in, whether the thing exists or not', () => {
    expect(codeOf('PB', 'practice-document.read')).toBe('not-signed-in');
    expect(codeOf('PB', 'me.read')).toBe('not-signed-in');
  });

  it('[P-10] a stranger meets "not found" for reads and for writes alike', () => {
    for (const action of [
      'practice-document.read',
      'practice-document.edit',
      'practice-document.archive',
    ] as const) {
      expect(codeOf('SP', action, ['D', 'W'])).toBe('not-found');
    }
    for (const action of [
      'workspace.read',
      'workspace.update',
      'membership.end',
      'invitation.create',
    ] as const) {
      expect(codeOf('SP', action, ['W', 'c'])).toBe('not-found');
    }
  });

  it('[P-10] a community member cannot tell an unshared draft from none', () => {
    expect(codeOf('CM', 'practice-document.read')).toBe('not-found');
    expect(codeOf('CM', 'practice-document.edit', ['D'])).toBe('not-found');
    expect(codeOf('CM', 'practice-document.edit', ['S'])).toBe('forbidden');
  });

  it('[P-10] who reads a thing learns why a change is refused', () => {
    expect(codeOf('ED', 'practice-document.archive')).toBe('forbidden');
    expect(codeOf('ED', 'practice-document.edit', ['D'])).toBe('document-archived');
    expect(codeOf('ED', 'practice-document.create', ['W'])).toBe('workspace-archived');
    expect(codeOf('LP', 'membership.end', ['c'])).toBe('last-coordinator');
    expect(codeOf('LP', 'practice-document.restore')).toBe('conflict');
    expect(codeOf('ED', 'invitation.create')).toBe('forbidden');
  });

  it('[P-10] [P-12] [P-14] what hangs on no workspace is plainly refused', () => {
    expect(codeOf('PB', 'set-up.complete')).toBe('already-set-up');
    expect(codeOf('ED', 'account.list')).toBe('forbidden');
    expect(codeOf('ED', 'workspace.list')).toBe(null);
  });

  it('[P-10] a hidden item stays hidden in a workspace that one sees', () => {
    const facts = factsFor('CM', []);
    const { actor, workspace, thread } = facts;
    expect(refusalCode({ actor, workspace, thread }, 'thread.post', 'P-70')).toBe('not-found');
    const shown = factsFor('CM', ['S', 'k']).thread;
    expect(refusalCode({ actor, workspace, thread: shown }, 'thread.post', 'P-71')).toBe('thread-closed');
  });

  it('[P-10] every refusal of every action about an unreadable document says the same', () => {
    const facts = factsFor('SP', []);
    const { actor, workspace, document } = facts;
    const codes = ALL_ACTIONS.filter((action) =>
      /^(practice-document|file|visit|comment|review)\./.test(action),
    )
      .map((action) => ({ action, decision: decide({ actor, workspace, document }, action) }))
      .flatMap(({ action, decision }) =>
        decision.allowed ? ['allowed'] : [refusalCode({ actor, workspace, document }, action, decision.rule)],
      );
    expect(new Set(codes)).toEqual(new Set(['not-found']));
    expect(isAllowed(facts, 'practice-document.read')).toBe(false);
  });
});
