import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DropDraftQuery, KeepDraft, ThreadDraft, ThreadId } from '@kontor/contracts';
import { Drafts, type Person } from '@kontor/domain';
import { currentOnStale } from '../access/current-on-stale.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentDraft } from './discussions.presenter.js';

/** What the person who asks is writing in a thread. */
@ApiTags('discussions')
@Controller('threads/:threadId/draft')
export class DraftsController {
  constructor(@Inject(Drafts) private readonly drafts: Drafts) {}

  @Get()
  @Act('thread.read-draft')
  @ApiOkResponse({ standardSchema: ThreadDraft })
  async read(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
  ): Promise<ThreadDraft> {
    return presentDraft(await this.drafts.read(person, id));
  }

  @Put()
  @Act('thread.keep-draft')
  @ApiOkResponse({ standardSchema: ThreadDraft })
  keep(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Body({ schema: KeepDraft }) body: KeepDraft,
  ): Promise<ThreadDraft> {
    const kept = this.drafts.keep(person, id, body).then(presentDraft);
    return currentOnStale(kept, () => this.read(person, id));
  }

  @Delete()
  @HttpCode(204)
  @Act('thread.keep-draft')
  async drop(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: DropDraftQuery }) { revision }: DropDraftQuery,
  ): Promise<void> {
    await this.drafts.drop(person, id, revision);
  }
}
