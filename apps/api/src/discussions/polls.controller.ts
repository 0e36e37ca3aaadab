import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AskPoll, CastVote, ReopenPoll, ThreadId, ThreadState, ThreadStateQuery } from '@kontor/contracts';
import { Polls, Threads, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentState } from './discussions.presenter.js';

/** Every change answers with what changed after the `seq` that the client knows, its own change among it. */
@ApiTags('discussions')
@Controller('threads/:threadId')
export class PollsController {
  constructor(
    @Inject(Polls) private readonly polls: Polls,
    @Inject(Threads) private readonly threads: Threads,
  ) {}

  /** All that one chooses, in place of what one chose before; nothing chosen takes the vote back. */
  @Put('vote')
  @Act('thread.vote')
  @ApiOkResponse({ standardSchema: ThreadState })
  async vote(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: CastVote }) body: CastVote,
  ): Promise<ThreadState> {
    await this.polls.vote(person, threadId, body);
    return this.state(person, threadId, after);
  }

  /** Asks a poll, in place of one in which nobody has voted. */
  @Put('poll')
  @Act('thread.set-poll')
  @ApiOkResponse({ standardSchema: ThreadState })
  async ask(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: AskPoll }) body: AskPoll,
  ): Promise<ThreadState> {
    await this.polls.ask(person, threadId, body);
    return this.state(person, threadId, after);
  }

  /** Takes away a poll in which nobody has voted. */
  @Delete('poll')
  @Act('thread.set-poll')
  @ApiOkResponse({ standardSchema: ThreadState })
  async remove(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.polls.remove(person, threadId);
    return this.state(person, threadId, after);
  }

  @Post('poll/close')
  @HttpCode(200)
  @Act('thread.set-poll')
  @ApiOkResponse({ standardSchema: ThreadState })
  async close(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.polls.close(person, threadId);
    return this.state(person, threadId, after);
  }

  /** Until the date that is given, else until somebody closes it. */
  @Post('poll/reopen')
  @HttpCode(200)
  @Act('thread.set-poll')
  @ApiOkResponse({ standardSchema: ThreadState })
  async reopen(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: ReopenPoll }) body: ReopenPoll,
  ): Promise<ThreadState> {
    await this.polls.reopen(person, threadId, body);
    return this.state(person, threadId, after);
  }

  private async state(person: Person, threadId: ThreadId, after: number): Promise<ThreadState> {
    return presentState(await this.threads.state(person, threadId, after));
  }
}
