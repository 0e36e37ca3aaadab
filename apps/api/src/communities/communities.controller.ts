import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BeginCharter, ChooseCharter, Community, NameFacilitator, WorkspaceId } from '@kontor/contracts';
import { Communities, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

@ApiTags('communities')
@Controller('workspaces/:workspaceId/community')
export class CommunitiesController {
  constructor(@Inject(Communities) private readonly communities: Communities) {}

  @Get()
  @Act('community.read')
  @ApiOkResponse({ standardSchema: Community })
  read(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
  ): Promise<Community> {
    return this.communities.get(person, workspaceId);
  }

  @Put('facilitator')
  @Act('community.name-facilitator')
  @ApiOkResponse({ standardSchema: Community })
  nameFacilitator(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Body({ schema: NameFacilitator }) body: NameFacilitator,
  ): Promise<Community> {
    return this.communities.nameFacilitator(person, workspaceId, body);
  }

  /** A document of the workspace as the charter; null takes that back. */
  @Put('charter')
  @Act('community.choose-charter')
  @ApiOkResponse({ standardSchema: Community })
  chooseCharter(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Body({ schema: ChooseCharter }) body: ChooseCharter,
  ): Promise<Community> {
    return this.communities.chooseCharter(person, workspaceId, body);
  }

  @Post('charter')
  @HttpCode(200)
  @Act('community.begin-charter')
  @ApiOkResponse({ standardSchema: Community })
  beginCharter(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Body({ schema: BeginCharter }) body: BeginCharter,
  ): Promise<Community> {
    return this.communities.beginCharter(person, workspaceId, body);
  }
}
