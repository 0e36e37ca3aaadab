import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ActivityPage, ActivityQuery, WorkspaceId, type Activity, type Page } from '@kontor/contracts';
import { ActivityStream, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

@ApiTags('activity')
@Controller()
export class ActivityController {
  constructor(@Inject(ActivityStream) private readonly stream: ActivityStream) {}

  @Get('workspaces/:workspaceId/activity')
  @Act('activity.read')
  @ApiOkResponse({ standardSchema: ActivityPage })
  ofWorkspace(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: ActivityQuery }) query: ActivityQuery,
  ): Promise<Page<Activity>> {
    return this.stream.ofWorkspace(person, workspaceId, query);
  }

  /** Of all own workspaces. */
  @Get('me/activity')
  @Act('workspace.list')
  @ApiOkResponse({ standardSchema: ActivityPage })
  own(
    @CurrentPerson() person: Person,
    @Query({ schema: ActivityQuery }) query: ActivityQuery,
  ): Promise<Page<Activity>> {
    return this.stream.ofPerson(person, query);
  }
}
