import type { Action, Noun } from '../actions.js';
import type { Condition } from '../conditions/condition.js';
import type { FactName } from '../facts.js';
import type { RuleId } from '../rules.js';
import type { Standing } from '../standings.js';

/** All conditions must hold; the empty list is a plain yes. */
export type Grant = readonly Condition[];
export const Y: Grant = [];

/** One row of the matrix: who may, under which conditions. A standing that is not named may not. */
export interface Row {
  /** The rule that says who may; a refusal names it when no grant fits. */
  rule: RuleId;
  kind: 'read' | 'write';
  /** Facts without which nothing is decided. */
  needs: readonly FactName[];
  /** Whose archive stops it. */
  stoppedBy: readonly ('workspace' | 'document')[];
  grants: Readonly<Partial<Record<Standing, Grant>>>;
}

export type Rows<N extends Noun> = { readonly [A in Action as A extends `${N}.${string}` ? A : never]: Row };

type Grants = Row['grants'];

/** A question that changes nothing; archives stay readable. */
export const read = (rule: RuleId, needs: readonly FactName[], grants: Grants): Row => ({
  rule,
  kind: 'read',
  needs,
  stoppedBy: [],
  grants,
});

/** A change: refused in an archived workspace and, where it touches a document, in an archived document. */
export const write = (rule: RuleId, needs: readonly FactName[], grants: Grants): Row => ({
  rule,
  kind: 'write',
  needs,
  stoppedBy: (['workspace', 'document'] as const).filter((name) => needs.includes(name)),
  grants,
});

/** A change that an archive does not stop unless it says so: bringing something back, taking access away. */
export const act = (
  rule: RuleId,
  needs: readonly FactName[],
  grants: Grants,
  stoppedBy: Row['stoppedBy'] = [],
): Row => ({ rule, kind: 'write', needs, stoppedBy, grants });
