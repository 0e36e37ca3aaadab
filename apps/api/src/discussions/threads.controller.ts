import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AcceptAnswer,
  CloseThread,
  CreateThread,
  DescribeThread,
  ReadPosts,
  ThreadId,
  ThreadPage,
  ThreadQuery,
  ThreadState,
  ThreadStateQuery,
  WorkspaceId,
  type Page,
  type Thread,
} from '@kontor/contracts';
import { ThreadActs, Threads, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentState, presentThread } from './discussions.presenter.js';

const THREAD = 'threads/:threadId';

/** Every change answers with what changed after the `seq` that the client knows, its own change among it. */
@ApiTags('discussions')
@Controller()
export class ThreadsController {
  constructor(
    @Inject(Threads) private readonly threads: Threads,
    @Inject(ThreadActs) private readonly acts: ThreadActs,
  ) {}

  @Get('workspaces/:workspaceId/threads')
  @Act('thread.list')
  @ApiOkResponse({ standardSchema: ThreadPage })
  async list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: ThreadQuery }) query: ThreadQuery,
  ): Promise<Page<Thread>> {
    const { items, nextCursor } = await this.threads.list(person, workspaceId, query);
    return { items: items.map(presentThread), nextCursor };
  }

  @Put('workspaces/:workspaceId/threads/:threadId')
  @Act('thread.create')
  @ApiOkResponse({ standardSchema: ThreadState })
  async create(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Body({ schema: CreateThread }) body: CreateThread,
  ): Promise<ThreadState> {
    return presentState(await this.threads.create(person, workspaceId, id, body));
  }

  @Get(THREAD)
  @Act('thread.read')
  @ApiOkResponse({ standardSchema: ThreadState })
  read(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    return this.state(person, id, after);
  }

  @Patch(THREAD)
  @Act('thread.describe')
  @ApiOkResponse({ standardSchema: ThreadState })
  async describe(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: DescribeThread }) body: DescribeThread,
  ): Promise<ThreadState> {
    await this.acts.describe(person, id, body);
    return this.state(person, id, after);
  }

  @Put(`${THREAD}/accepted`)
  @Act('thread.accept')
  @ApiOkResponse({ standardSchema: ThreadState })
  async accept(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: AcceptAnswer }) body: AcceptAnswer,
  ): Promise<ThreadState> {
    await this.acts.accept(person, id, body);
    return this.state(person, id, after);
  }

  @Post(`${THREAD}/close`)
  @HttpCode(200)
  @Act('thread.close')
  @ApiOkResponse({ standardSchema: ThreadState })
  async close(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: CloseThread }) body: CloseThread,
  ): Promise<ThreadState> {
    await this.acts.close(person, id, body);
    return this.state(person, id, after);
  }

  @Post(`${THREAD}/lock`)
  @HttpCode(200)
  @Act('thread.lock')
  @ApiOkResponse({ standardSchema: ThreadState })
  async lock(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: CloseThread }) body: CloseThread,
  ): Promise<ThreadState> {
    await this.acts.lock(person, id, body);
    return this.state(person, id, after);
  }

  @Post(`${THREAD}/reopen`)
  @HttpCode(200)
  @Act('thread.close')
  @ApiOkResponse({ standardSchema: ThreadState })
  async reopen(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.acts.reopen(person, id);
    return this.state(person, id, after);
  }

  @Put(`${THREAD}/pin`)
  @Act('thread.moderate')
  @ApiOkResponse({ standardSchema: ThreadState })
  async pin(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.acts.pin(person, id, true);
    return this.state(person, id, after);
  }

  @Delete(`${THREAD}/pin`)
  @Act('thread.moderate')
  @ApiOkResponse({ standardSchema: ThreadState })
  async unpin(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.acts.pin(person, id, false);
    return this.state(person, id, after);
  }

  /** Tells what one has seen; only one's own tabs and devices learn of it. */
  @Put(`${THREAD}/reading`)
  @HttpCode(204)
  @Act('thread.read')
  async reading(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) id: ThreadId,
    @Body({ schema: ReadPosts }) body: ReadPosts,
  ): Promise<void> {
    await this.acts.read(person, id, body);
  }

  private async state(person: Person, id: ThreadId, after: number): Promise<ThreadState> {
    return presentState(await this.threads.state(person, id, after));
  }
}
