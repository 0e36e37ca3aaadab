import { Inject, Injectable } from '@nestjs/common';
import type { Me, UserId } from '@kontor/contracts';
import { KontorError, OwnAccount, SessionAuthentication, Sessions } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { CONFIG } from '../platform/tokens.js';
import { IdentityPresenter } from './identity.presenter.js';
import { sessionTokenOf, setSessionCookie } from './session-cookie.js';

/** Starts a session for somebody who has just proved who they are, and hands it to the browser. */
@Injectable()
export class SessionOpening {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SessionAuthentication) private readonly authentication: SessionAuthentication,
    @Inject(OwnAccount) private readonly ownAccount: OwnAccount,
    @Inject(IdentityPresenter) private readonly presenter: IdentityPresenter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param account its `sessionEpoch` as it was when the proof was checked; left out: as it is now
   * @returns what the person sees about themselves
   */
  async open(
    account: { id: UserId; sessionEpoch?: number },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Me> {
    const before = await this.authentication.actorOf(sessionTokenOf(request.headers));
    const agent = request.headers['user-agent'] ?? '';
    const { token } = await this.sessions.start(account.id, agent, account.sessionEpoch);
    if (before.kind === 'person') await this.endQuietly(before.userId, before.sessionId);
    const person = await this.authentication.actorOf(token);
    // The password changed or the account was disabled while this went on: the new session is void already.
    if (person.kind !== 'person') throw new KontorError('wrong-credentials', 'Sign in again.');
    setSessionCookie(reply, token, this.config);
    return this.presenter.me(await this.ownAccount.get(person));
  }

  /** The old session may have ended meanwhile; that is what we want. */
  private async endQuietly(...session: Parameters<Sessions['end']>): Promise<void> {
    await this.sessions.end(...session).catch((error: unknown) => {
      if (!(error instanceof KontorError)) throw error;
    });
  }
}
