import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ChangeMemberRole,
  Member,
  MemberPage,
  PageQuery,
  UserId,
  WorkspaceId,
  type Page,
} from '@kontor/contracts';
import { Members, type Person } from '@kontor/domain';
import type { z } from 'zod';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentMember } from './workspaces.presenter.js';

@ApiTags('workspaces')
@Controller('workspaces/:workspaceId/members')
export class MembersController {
  constructor(@Inject(Members) private readonly members: Members) {}

  @Get()
  @Act('membership.read')
  @ApiOkResponse({ standardSchema: MemberPage })
  async list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<Member>> {
    const { items, nextCursor } = await this.members.list(person, id, query);
    return { items: items.map(presentMember), nextCursor };
  }

  @Patch(':userId')
  @Act('membership.change')
  @ApiOkResponse({ standardSchema: Member })
  async changeRole(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Param('userId', { schema: UserId }) userId: UserId,
    @Body({ schema: ChangeMemberRole }) { role }: ChangeMemberRole,
  ): Promise<Member> {
    return presentMember(await this.members.changeRole(person, id, userId, role));
  }

  @Delete(':userId')
  @HttpCode(204)
  @Act('membership.end')
  @ApiNoContentResponse()
  async end(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Param('userId', { schema: UserId }) userId: UserId,
  ): Promise<void> {
    await this.members.end(person, id, userId);
  }
}
