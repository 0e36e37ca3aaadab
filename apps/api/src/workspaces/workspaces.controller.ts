import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CreateWorkspace,
  UpdateWorkspace,
  Workspace,
  WorkspaceId,
  WorkspacePage,
  WorkspaceQuery,
  type Page,
} from '@kontor/contracts';
import { Members, Workspaces, type Person } from '@kontor/domain';
import { currentOnStale } from '../access/current-on-stale.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentWorkspace } from './workspaces.presenter.js';

@ApiTags('workspaces')
@Controller('workspaces')
export class WorkspacesController {
  constructor(
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Members) private readonly members: Members,
  ) {}

  @Get()
  @Act('workspace.list')
  @ApiOkResponse({ standardSchema: WorkspacePage })
  async list(
    @CurrentPerson() person: Person,
    @Query({ schema: WorkspaceQuery }) query: WorkspaceQuery,
  ): Promise<Page<Workspace>> {
    const { items, nextCursor } = await this.workspaces.list(person, query);
    return { items: items.map(presentWorkspace), nextCursor };
  }

  @Post()
  @Act('workspace.create')
  @ApiCreatedResponse({ standardSchema: Workspace })
  async create(
    @CurrentPerson() person: Person,
    @Body({ schema: CreateWorkspace }) body: CreateWorkspace,
  ): Promise<Workspace> {
    return presentWorkspace(await this.workspaces.create(person, body));
  }

  @Get(':workspaceId')
  @Act('workspace.read')
  @ApiOkResponse({ standardSchema: Workspace })
  async read(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
  ): Promise<Workspace> {
    return presentWorkspace(await this.workspaces.get(person, id));
  }

  @Patch(':workspaceId')
  @Act('workspace.update')
  @ApiOkResponse({ standardSchema: Workspace })
  async update(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Body({ schema: UpdateWorkspace }) body: UpdateWorkspace,
  ): Promise<Workspace> {
    const written = this.workspaces.update(person, id, body).then(presentWorkspace);
    return currentOnStale(written, () => this.read(person, id));
  }

  @Post(':workspaceId/archive')
  @HttpCode(200)
  @Act('workspace.archive')
  @ApiOkResponse({ standardSchema: Workspace })
  async archive(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
  ): Promise<Workspace> {
    return presentWorkspace(await this.workspaces.archive(person, id));
  }

  @Post(':workspaceId/restore')
  @HttpCode(200)
  @Act('workspace.restore')
  @ApiOkResponse({ standardSchema: Workspace })
  async restore(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
  ): Promise<Workspace> {
    return presentWorkspace(await this.workspaces.restore(person, id));
  }

  @Post(':workspaceId/leave')
  @HttpCode(204)
  @Act('membership.leave')
  @ApiNoContentResponse()
  async leave(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
  ): Promise<void> {
    await this.members.leave(person, id);
  }
}
