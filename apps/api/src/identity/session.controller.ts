import { Body, Controller, Delete, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Me, SignIn } from '@kontor/contracts';
import { Sessions, type Person } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { CONFIG } from '../platform/tokens.js';
import { clearSessionCookie } from './session-cookie.js';
import { SessionOpening } from './session-opening.js';
import { SignInStrategies } from './sign-in-strategies.js';

@ApiTags('identity')
@Controller()
export class SessionController {
  constructor(
    @Inject(SignInStrategies) private readonly strategies: SignInStrategies,
    @Inject(SessionOpening) private readonly opening: SessionOpening,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Signs in: always a new session; the one that the browser came with ends. */
  @Post('session')
  @HttpCode(200)
  @Act('session.create')
  @ApiOkResponse({ standardSchema: Me })
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const account = await this.strategies.authenticate('local', { body, ip: request.ip });
    return this.opening.open(account, request, reply);
  }

  @Delete('session')
  @HttpCode(204)
  @Act('session.end')
  @ApiNoContentResponse()
  async signOut(
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(person.userId, person.sessionId);
    clearSessionCookie(reply, this.config);
  }

  /** Signs out everywhere, here too. */
  @Delete('sessions')
  @HttpCode(204)
  @Act('session.end')
  @ApiNoContentResponse()
  async signOutEverywhere(
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endAll(person.userId);
    clearSessionCookie(reply, this.config);
  }
}
