import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CreateInvitation,
  Invitation,
  InvitationId,
  InvitationPage,
  PageQuery,
  WorkspaceId,
  type Page,
} from '@kontor/contracts';
import { Invitations, type Person } from '@kontor/domain';
import type { z } from 'zod';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentInvitation } from './workspaces.presenter.js';

/** The coordinators' side of invitations. */
@ApiTags('workspaces')
@Controller('workspaces/:workspaceId/invitations')
export class InvitationsController {
  constructor(@Inject(Invitations) private readonly invitations: Invitations) {}

  @Get()
  @Act('invitation.read')
  @ApiOkResponse({ standardSchema: InvitationPage })
  async list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<Invitation>> {
    const { items, nextCursor } = await this.invitations.list(person, id, query);
    return { items: items.map(presentInvitation), nextCursor };
  }

  @Post()
  @Act('invitation.create')
  @ApiCreatedResponse({ standardSchema: Invitation })
  async create(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Body({ schema: CreateInvitation }) body: CreateInvitation,
  ): Promise<Invitation> {
    return presentInvitation(await this.invitations.create(person, id, body));
  }

  /** Sends a new link; the old one is dead. */
  @Post(':invitationId/resend')
  @HttpCode(200)
  @Act('invitation.resend')
  @ApiOkResponse({ standardSchema: Invitation })
  async resend(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('invitationId', { schema: InvitationId }) invitationId: InvitationId,
  ): Promise<Invitation> {
    return presentInvitation(await this.invitations.resend(person, { workspaceId, invitationId }));
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @Act('invitation.revoke')
  @ApiNoContentResponse()
  async revoke(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('invitationId', { schema: InvitationId }) invitationId: InvitationId,
  ): Promise<void> {
    await this.invitations.revoke(person, { workspaceId, invitationId });
  }
}
