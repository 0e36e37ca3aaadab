import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ChangePassword,
  Me,
  SessionId,
  SessionPage,
  UpdateMe,
  type Page,
  type SessionView,
} from '@kontor/contracts';
import { OwnAccount, PasswordChange, Sessions, type Person } from '@kontor/domain';
import type { FastifyReply } from 'fastify';
import type { Config } from '../config/config.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { CONFIG } from '../platform/tokens.js';
import { IdentityPresenter } from './identity.presenter.js';
import { clearSessionCookie, setSessionCookie } from './session-cookie.js';

@ApiTags('identity')
@Controller('me')
export class MeController {
  constructor(
    @Inject(OwnAccount) private readonly ownAccount: OwnAccount,
    @Inject(PasswordChange) private readonly passwords: PasswordChange,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(IdentityPresenter) private readonly presenter: IdentityPresenter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Act('me.read')
  @ApiOkResponse({ standardSchema: Me })
  async read(@CurrentPerson() person: Person): Promise<Me> {
    return this.presenter.me(await this.ownAccount.get(person));
  }

  @Patch()
  @Act('me.update')
  @ApiOkResponse({ standardSchema: Me })
  async update(@CurrentPerson() person: Person, @Body({ schema: UpdateMe }) body: UpdateMe): Promise<Me> {
    return this.presenter.me(await this.ownAccount.update(person, body));
  }

  /** Ends all other sessions; this one goes on under a new cookie. */
  @Post('password')
  @HttpCode(204)
  @Act('me.update')
  @ApiNoContentResponse()
  async changePassword(
    @CurrentPerson() person: Person,
    @Body({ schema: ChangePassword }) body: ChangePassword,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { token } = await this.passwords.change(person, body);
    setSessionCookie(reply, token, this.config);
  }

  @Get('sessions')
  @Act('me.read')
  @ApiOkResponse({ standardSchema: SessionPage })
  async listSessions(@CurrentPerson() person: Person): Promise<Page<SessionView>> {
    const sessions = await this.sessions.list(person.userId);
    return { items: sessions.map((s) => this.presenter.session(s, person.sessionId)), nextCursor: null };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Act('session.end')
  @ApiNoContentResponse()
  async endSession(
    @CurrentPerson() person: Person,
    @Param('id', { schema: SessionId }) id: SessionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(person.userId, id);
    if (id === person.sessionId) clearSessionCookie(reply, this.config);
  }
}
