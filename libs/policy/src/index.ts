/** Who may do what. Pure, synchronous, total; SPEC.md holds the numbered rules. */
export { ACTIONS, ALL_ACTIONS, isAction, type Action, type Noun } from './actions.js';
export {
  abilities,
  commitmentRights,
  documentAbilities,
  meAbilities,
  postAbilities,
  threadAbilities,
  workspaceAbilities,
} from './abilities.js';
export { decide, isAllowed, type Decision } from './decide.js';
export * from './facts.js';
export { refusalCode } from './refusal.js';
export { RULES, type RuleId } from './rules.js';
export { scope, type Scope } from './scope.js';
