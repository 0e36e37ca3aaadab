import { SessionId, type UserId } from '@kontor/contracts';
import type { Account } from './account.js';
import type { Accounts } from './accounts.port.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError, notFound } from '../kernel/kontor-error.js';
import type { Clock, Ids, Tokens } from '../kernel/ports.js';
import type { Session, SessionStore } from './sessions.port.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Unused for so long, a session ends. */
export const SESSION_IDLE_MS = 14 * DAY;
/** However used, a session ends after so long. */
export const SESSION_ABSOLUTE_MS = 60 * DAY;
/** `lastSeenAt` is written at most this often: one write per person and five minutes, not one per request. */
const SEEN_EVERY_MS = 5 * MINUTE;
/** The oldest go when somebody signs in more often; the list of sessions is therefore always whole. */
const MAX_PER_PERSON = 50;
const AGENT_LENGTH = 200;

/** What a person's browser is given when a session starts: the token leaves the server here and nowhere else. */
export interface StartedSession {
  id: SessionId;
  token: string;
}

/** A session that counts, and whose it is. */
export interface LivingSession {
  session: Session;
  account: Account;
}

/**
 * Opaque sessions. A session is valid while its record exists, is neither idle nor old, and carries the epoch of its
 * account: ending all sessions is therefore one atomic write on the account, and a sign-in that was under way with the
 * old password comes out void.
 */
export class Sessions {
  constructor(
    private readonly store: SessionStore,
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly events: EventBus,
  ) {}

  /**
   * Always a new session with a new token; nothing that the browser brought along is taken over.
   * @param agent the browser's own words about itself, cut to 200 characters
   * @param epoch the epoch at which the credentials were checked; left out: the current one
   */
  async start(userId: UserId, agent: string, epoch?: number): Promise<StartedSession> {
    const since = epoch ?? (await this.accounts.byId(userId))?.sessionEpoch;
    if (since === undefined) throw new KontorError('not-signed-in', 'This account does not exist.');
    const token = this.tokens.create();
    const now = this.clock.now();
    const session: Session = {
      id: SessionId.parse(this.ids.next()),
      digest: this.tokens.digest(token),
      userId,
      epoch: since,
      agent: tidyAgent(agent),
      createdAt: now,
      lastSeenAt: now,
    };
    await this.store.insert(session);
    await this.endSurplus(userId);
    return { id: session.id, token };
  }

  /** The session and account behind a cookie; null when there is none that counts. */
  async resolve(token: string): Promise<LivingSession | null> {
    return this.living(await this.store.byDigest(this.tokens.digest(token)));
  }

  /** The same for a live connection, which knows its session but no longer holds the token. */
  async resolveById(id: SessionId): Promise<LivingSession | null> {
    return this.living(await this.store.byId(id));
  }

  private async living(session: Session | null): Promise<LivingSession | null> {
    if (session === null || !this.isAlive(session)) return null;
    const account = await this.accounts.byId(session.userId);
    if (account === null || account.disabledAt !== null || account.sessionEpoch !== session.epoch)
      return null;
    return { session, account };
  }

  /** Notes that the session is in use, at most every five minutes. */
  async noteSeen(session: Session): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - session.lastSeenAt.getTime() < SEEN_EVERY_MS) return;
    await this.store.touch(session.id, now);
  }

  /** The person's living sessions, latest seen first. */
  async list(userId: UserId): Promise<Session[]> {
    const epoch = (await this.accounts.byId(userId))?.sessionEpoch;
    const all = await this.store.ofUser(userId);
    return all.filter((session) => this.isAlive(session) && session.epoch === epoch);
  }

  /** @throws KontorError not-found when it is not one of the person's own */
  async end(userId: UserId, id: SessionId): Promise<void> {
    if (!(await this.store.remove(userId, id))) throw notFound();
    this.events.publish({ type: 'session.ended', userId, sessionIds: [id] });
  }

  /** Signs out everywhere, this browser too. */
  async endAll(userId: UserId): Promise<void> {
    await this.accounts.raiseEpoch(userId);
    await this.dropAll(userId);
  }

  /** Clears up after an account's epoch was raised: the sessions are void already, sockets learn it now. */
  async dropAll(userId: UserId): Promise<void> {
    await this.store.removeAll(userId);
    this.events.publish({ type: 'session.ended', userId, sessionIds: 'all' });
  }

  /**
   * Ends all but one session after the epoch was raised, and gives that one a new token: whoever holds a copy of the
   * old cookie is out.
   */
  async keepOnly(account: Account, id: SessionId): Promise<StartedSession> {
    const token = this.tokens.create();
    await this.store.renew(id, this.tokens.digest(token), account.sessionEpoch);
    await this.store.removeAll(account.id, id);
    this.events.publish({ type: 'session.ended', userId: account.id, sessionIds: 'all', except: id });
    return { id, token };
  }

  /** Forgets what has run out. The embedded engine deletes nothing by itself. */
  async sweep(): Promise<number> {
    const now = this.clock.now().getTime();
    return this.store.sweep(new Date(now - SESSION_IDLE_MS), new Date(now - SESSION_ABSOLUTE_MS));
  }

  private isAlive(session: Session): boolean {
    const now = this.clock.now().getTime();
    const idle = now - session.lastSeenAt.getTime();
    return idle < SESSION_IDLE_MS && now - session.createdAt.getTime() < SESSION_ABSOLUTE_MS;
  }

  private async endSurplus(userId: UserId): Promise<void> {
    const surplus = (await this.store.ofUser(userId)).slice(MAX_PER_PERSON);
    for (const { id } of surplus) await this.store.remove(userId, id);
    if (surplus.length === 0) return;
    this.events.publish({ type: 'session.ended', userId, sessionIds: surplus.map(({ id }) => id) });
  }
}

/** What a client says about itself is shown on a page: no control characters, bounded. */
const tidyAgent = (agent: string): string => agent.replace(/[\p{Cc}\p{Cf}<>]/gu, '').slice(0, AGENT_LENGTH);
