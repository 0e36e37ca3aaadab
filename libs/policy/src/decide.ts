import type { Action } from './actions.js';
import type { Facts } from './facts.js';
import { rowOf } from './matrix.js';
import { RULES, type RuleId } from './rules.js';
import type { Row } from './rows/row.js';
import { standingsOf, type Standing } from './standings.js';

export type Decision = { allowed: true } | { allowed: false; rule: RuleId };

const ALLOWED: Decision = { allowed: true };
const refused = (rule: RuleId): Decision => ({ allowed: false, rule });

/**
 * May this actor do this? Synchronous, pure and total: it never throws, and whatever no row of the matrix grants
 * is refused. A refusal names the rule of SPEC.md that it rests on.
 *
 * @example
 * decide({ actor, workspace: { role: 'member', archived: false } }, 'practice-document.create');
 * // { allowed: false, rule: 'P-32' }
 */
export function decide(facts: Facts, action: Action): Decision {
  if (facts.actor.kind === 'person' && facts.actor.disabled) return refused(RULES.accountDisabled);
  const row = rowOf(action);
  if (!row) return refused(RULES.denyByDefault);
  const standings = standingsOf(facts).filter((standing) => row.grants[standing] !== undefined);
  if (standings.length === 0) return refused(ruleWithoutGrant(facts, row));
  if (row.needs.some((name) => facts[name] === undefined)) return refused(RULES.factsMissing);
  const fault = strongestFault(facts, row, standings);
  if (fault) return refused(fault);
  const stop = row.stoppedBy.find((name) => facts[name]?.archived);
  if (stop) return refused(stop === 'workspace' ? RULES.workspaceArchived : RULES.documentArchived);
  return ALLOWED;
}

export const isAllowed = (facts: Facts, action: Action): boolean => decide(facts, action).allowed;

/** Null when one standing meets all its conditions, else the unmet rule of the strongest standing. */
function strongestFault(facts: Facts, row: Row, standings: readonly Standing[]): RuleId | null {
  let first: RuleId | null = null;
  for (const standing of standings) {
    const unmet = row.grants[standing]?.find((condition) => !condition.holds(facts));
    if (!unmet) return null;
    first ??= unmet.rule;
  }
  return first;
}

function ruleWithoutGrant({ actor }: Facts, row: Row): RuleId {
  if (actor.kind === 'anonymous') return RULES.signedInOnly;
  if (actor.isOperator && row.kind === 'read' && row.needs.length > 0) return RULES.operatorReadsNoContent;
  return row.rule;
}
