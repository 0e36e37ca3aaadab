import { SessionId } from '@kontor/contracts';
import type { Person } from '../kernel/actor.js';
import type { PersonCard } from './people.port.js';

/** No session: what is done on somebody's behalf ends with none and keeps none. */
const NO_SESSION = SessionId.parse('0'.repeat(24));

/**
 * The person as the policy judges them when they are not at the door: for what they may be told by mail, and for what they
 * write by it. Such a person opens no workspaces.
 */
export const personOnBehalf = (card: PersonCard): Person => ({
  kind: 'person',
  userId: card.id,
  sessionId: NO_SESSION,
  name: card.name,
  organisationId: card.organisationId,
  isOperator: card.isOperator,
  disabled: card.disabledAt !== null,
  coordinatesSomewhere: false,
});
