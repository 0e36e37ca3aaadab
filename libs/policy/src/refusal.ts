import type { ErrorCode } from '@kontor/contracts';
import type { Action } from './actions.js';
import { isAllowed } from './decide.js';
import type { FactName, Facts } from './facts.js';
import { rowOf } from './matrix.js';
import { RULES, type RuleId } from './rules.js';

const CODE: Readonly<Partial<Record<RuleId, ErrorCode>>> = {
  [RULES.signedInOnly]: 'not-signed-in',
  [RULES.accountDisabled]: 'not-signed-in',
  [RULES.workspaceArchived]: 'workspace-archived',
  [RULES.documentArchived]: 'document-archived',
  [RULES.notArchived]: 'conflict',
  [RULES.lastCoordinator]: 'last-coordinator',
  [RULES.threadClosed]: 'thread-closed',
  [RULES.setUpOnce]: 'already-set-up',
};

const CONTAINERS: readonly FactName[] = ['workspace', 'document'];

/** What one must be able to read before a refusal may be told apart from "there is no such thing". */
function readsBehind(facts: Facts, action: Action): Action[] {
  const [noun, verb] = action.split('.');
  if (noun === 'publication') return ['publication.read'];
  const container: Action[] = facts.document
    ? ['practice-document.read']
    : facts.workspace
      ? ['workspace.read']
      : [];
  const readItem = `${noun}.read` as Action;
  return verb !== 'create' && isAboutLoadedItem(facts, readItem) ? [...container, readItem] : container;
}

/** A thread or a transfer note can be hidden from somebody who sees the workspace around it. */
function isAboutLoadedItem(facts: Facts, readItem: Action): boolean {
  const items = rowOf(readItem)?.needs.filter((name) => !CONTAINERS.includes(name)) ?? [];
  return items.length > 0 && items.every((name) => facts[name] !== undefined);
}

/**
 * The error code under which the refusal of `action` leaves the house. Whatever the actor may not read is
 * `not-found`, so that nobody learns what exists; a refusal on something readable says why.
 */
export function refusalCode(facts: Facts, action: Action, rule: RuleId): ErrorCode {
  const code = CODE[rule] ?? 'forbidden';
  if (code === 'not-signed-in') return code;
  return readsBehind(facts, action).every((read) => isAllowed(facts, read)) ? code : 'not-found';
}
