import type { Facts, PersonActor } from '../facts.js';
import type { RuleId } from '../rules.js';

/** A circumstance that a grant depends on, and the rule that a refusal names when it does not hold. */
export interface Condition {
  rule: RuleId;
  holds: (facts: Facts) => boolean;
}

export const condition = (rule: RuleId, holds: Condition['holds']): Condition => ({ rule, holds });

export const person = (facts: Facts): PersonActor | null =>
  facts.actor.kind === 'person' ? facts.actor : null;

/** Unknown is never "self": an author who was erased (null) does not turn into whoever asks. */
export const isSelf = (facts: Facts, userId: string | null | undefined): boolean =>
  userId != null && person(facts)?.userId === userId;

/** Unknown is never "own": a person without an organisation owns nothing. */
export const isOwnOrganisation = (facts: Facts, organisationId: string | null | undefined): boolean =>
  organisationId != null && person(facts)?.organisationId === organisationId;
