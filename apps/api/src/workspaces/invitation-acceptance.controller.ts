import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AcceptedInvitation,
  AcceptInvitation,
  InspectInvitation,
  InvitationOffer,
  type WorkspaceId,
} from '@kontor/contracts';
import { InvitationAcceptance, type Actor } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionOpening } from '../identity/session-opening.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentActor } from '../platform/authorisation/actor.decorator.js';
import { presentOffer } from './workspaces.presenter.js';

/** The invited person's side. Open to everybody who holds a token; it travels in the body, never in an address. */
@ApiTags('workspaces')
@Controller('invitations')
export class InvitationAcceptanceController {
  constructor(
    @Inject(InvitationAcceptance) private readonly acceptance: InvitationAcceptance,
    @Inject(SessionOpening) private readonly sessions: SessionOpening,
  ) {}

  @Post('inspect')
  @HttpCode(200)
  @Act('invitation.inspect')
  @ApiOkResponse({ standardSchema: InvitationOffer })
  async inspect(
    @CurrentActor() actor: Actor,
    @Body({ schema: InspectInvitation }) { token }: InspectInvitation,
  ): Promise<InvitationOffer> {
    return presentOffer(await this.acceptance.inspect(actor, token));
  }

  /** Whoever opened an account by it is signed in at once: the link has proved the address. */
  @Post('accept')
  @HttpCode(200)
  @Act('invitation.accept')
  @ApiOkResponse({ standardSchema: AcceptedInvitation })
  async accept(
    @CurrentActor() actor: Actor,
    @Body({ schema: AcceptInvitation }) body: AcceptInvitation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ workspaceId: WorkspaceId }> {
    const { workspaceId, userId, opened } = await this.acceptance.accept(actor, body);
    if (opened) await this.sessions.open({ id: userId }, request, reply);
    return { workspaceId };
  }
}
