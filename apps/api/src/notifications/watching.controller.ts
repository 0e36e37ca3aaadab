import { Body, Controller, Get, Inject, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeWatching, Watching, WatchingList, WorkspaceId } from '@kontor/contracts';
import { WatchingChoices, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

/** Of which new threads the reader wants to be told. */
@ApiTags('notifications')
@Controller()
export class WatchingController {
  constructor(@Inject(WatchingChoices) private readonly choices: WatchingChoices) {}

  @Get('notifications/watching')
  @Act('notification.read')
  @ApiOkResponse({ standardSchema: WatchingList })
  async list(@CurrentPerson() person: Person): Promise<WatchingList> {
    return { items: await this.choices.list(person) };
  }

  @Patch('workspaces/:workspaceId/watching')
  @Act('thread.watch')
  @ApiOkResponse({ standardSchema: Watching })
  change(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Body({ schema: ChangeWatching }) body: ChangeWatching,
  ): Promise<Watching> {
    return this.choices.change(person, workspaceId, body);
  }
}
