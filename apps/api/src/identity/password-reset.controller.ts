import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CompletePasswordReset, RequestPasswordReset } from '@kontor/contracts';
import { PasswordReset } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Act } from '../platform/authorisation/act.decorator.js';
import { inEqualTime } from './equal-time.js';
import { SessionOpening } from './session-opening.js';

/** Well above what the slowest path (account found, mail stored) takes. */
const REQUEST_MS = 400;

@ApiTags('identity')
@Controller('password-resets')
export class PasswordResetController {
  constructor(
    @Inject(PasswordReset) private readonly resets: PasswordReset,
    @Inject(SessionOpening) private readonly opening: SessionOpening,
  ) {}

  /** Accepted, whether the address is known or not, and equally slow. */
  @Post()
  @HttpCode(202)
  @Act('password-reset.request')
  @ApiAcceptedResponse()
  async request(
    @Body({ schema: RequestPasswordReset }) body: RequestPasswordReset,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await inEqualTime(REQUEST_MS, () => this.resets.request(body.email, request.ip));
  }

  /**
   * Sets the password, ends all sessions and signs this browser in: somebody who keeps the sign-in limit of the
   * account exhausted cannot keep its owner out.
   */
  @Post('complete')
  @HttpCode(204)
  @Act('password-reset.complete')
  @ApiNoContentResponse()
  async complete(
    @Body({ schema: CompletePasswordReset }) body: CompletePasswordReset,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const account = await this.resets.complete(body.token, body.password, request.ip);
    await this.opening.open(account, request, reply);
  }
}
