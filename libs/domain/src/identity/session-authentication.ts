import type { SessionId } from '@kontor/contracts';
import { ANONYMOUS, type Actor, type Person } from '../kernel/actor.js';
import type { Memberships } from '../workspaces/memberships.port.js';
import type { LivingSession, Sessions } from './sessions.js';

/** Longer than any token that we make: not worth a digest and a read. */
const MAX_TOKEN = 200;

/** Builds the Actor behind a session: one indexed read, then account and memberships. Nothing is cached. */
export class SessionAuthentication {
  constructor(
    private readonly sessions: Sessions,
    private readonly memberships: Memberships,
  ) {}

  async actorOf(token: string | undefined): Promise<Actor> {
    if (token === undefined || token === '' || token.length > MAX_TOKEN) return ANONYMOUS;
    const living = await this.sessions.resolve(token);
    if (living === null) return ANONYMOUS;
    await this.sessions.noteSeen(living.session);
    return this.personOf(living);
  }

  /** Who a live connection belongs to now; null when its session has ended. */
  async personOfSession(id: SessionId): Promise<Person | null> {
    const living = await this.sessions.resolveById(id);
    return living === null ? null : this.personOf(living);
  }

  private async personOf({ session, account }: LivingSession): Promise<Person> {
    return {
      kind: 'person',
      userId: account.id,
      sessionId: session.id,
      name: account.name,
      organisationId: account.organisationId,
      isOperator: account.isOperator,
      disabled: false,
      coordinatesSomewhere: await this.memberships.coordinatesSomewhere(account.id),
    };
  }
}
