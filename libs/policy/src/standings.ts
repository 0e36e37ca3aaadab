import type { Facts } from './facts.js';

/** In what capacity somebody acts, strongest first. One person can stand in several at once. */
export const STANDINGS = [
  'coordinator', 'editor', 'decision-maker', 'member', 'observer', 'supplier', 'reviewer', 'former-partner',
  'operator', 'person', 'anyone',
] as const; // prettier-ignore
export type Standing = (typeof STANDINGS)[number];

/** The capacities of the actor towards what the facts describe, strongest first; a disabled account has none. */
export function standingsOf(facts: Facts): readonly Standing[] {
  const { actor, workspace, document } = facts;
  if (actor.kind === 'anonymous') return ['anyone'];
  if (actor.disabled) return [];
  const held = new Set<Standing>(['person', 'anyone']);
  if (actor.isOperator) held.add('operator');
  if (workspace?.role) held.add(workspace.role);
  if (workspace?.guest) held.add(workspace.guest);
  if (workspace?.organisationLeft) held.add('former-partner');
  if (document?.review) held.add('reviewer');
  return STANDINGS.filter((standing) => held.has(standing));
}
