import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  MergeThread,
  MoveThread,
  PostId,
  PostPlace,
  SplitThread,
  ThreadId,
  ThreadState,
  ThreadStateQuery,
} from '@kontor/contracts';
import { ThreadMoves, Threads, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentState } from './discussions.presenter.js';

/** Moving a thread to another workspace, merging two, splitting one, and finding what was moved. */
@ApiTags('discussions')
@Controller('threads/:threadId')
export class ThreadMovesController {
  constructor(
    @Inject(ThreadMoves) private readonly moves: ThreadMoves,
    @Inject(Threads) private readonly threads: Threads,
  ) {}

  @Post('move')
  @HttpCode(200)
  @Act('thread.move')
  @ApiOkResponse({ standardSchema: ThreadState })
  async move(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: MoveThread }) body: MoveThread,
  ): Promise<ThreadState> {
    await this.moves.move(person, threadId, body);
    return presentState(await this.threads.state(person, threadId, after));
  }

  @Post('merge')
  @HttpCode(200)
  @Act('thread.merge')
  @ApiOkResponse({ standardSchema: ThreadState })
  async merge(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: MergeThread }) body: MergeThread,
  ): Promise<ThreadState> {
    await this.moves.merge(person, threadId, body);
    return presentState(await this.threads.state(person, threadId, after));
  }

  /** Answers with the thread that the posts left; the new one is read by the id that the client chose. */
  @Post('split')
  @HttpCode(200)
  @Act('thread.split')
  @ApiOkResponse({ standardSchema: ThreadState })
  async split(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: SplitThread }) body: SplitThread,
  ): Promise<ThreadState> {
    await this.moves.split(person, threadId, body);
    return presentState(await this.threads.state(person, threadId, after));
  }

  /** Where a permanent link leads that names a post of this thread. */
  @Get('posts/:postId/place')
  @Act('thread.read')
  @ApiOkResponse({ standardSchema: PostPlace })
  place(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
  ): Promise<PostPlace> {
    return this.moves.place(person, threadId, postId);
  }
}
