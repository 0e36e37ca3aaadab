import type { OrganisationId, SessionId, UserId } from '@kontor/contracts';

/** A signed-in person, as every protocol's door builds it from the session. */
export interface Person {
  kind: 'person';
  userId: UserId;
  sessionId: SessionId;
  name: string;
  organisationId: OrganisationId | null;
  isOperator: boolean;
  disabled: boolean;
  /** True when the person is a coordinator of at least one workspace: such people may open new ones. */
  coordinatesSomewhere: boolean;
}
export interface Anonymous {
  kind: 'anonymous';
}
export type Actor = Anonymous | Person;
export const ANONYMOUS: Anonymous = { kind: 'anonymous' };
