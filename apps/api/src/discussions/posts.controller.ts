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
  DeletePostQuery,
  EditPost,
  PostHistory,
  PostId,
  PostSource,
  React,
  ThreadId,
  ThreadState,
  ThreadStateQuery,
  WritePost,
} from '@kontor/contracts';
import { Posts, Threads, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentState } from './discussions.presenter.js';

/** Every change answers with what changed after the `seq` that the client knows, its own change among it. */
@ApiTags('discussions')
@Controller('threads/:threadId/posts/:postId')
export class PostsController {
  constructor(
    @Inject(Posts) private readonly posts: Posts,
    @Inject(Threads) private readonly threads: Threads,
  ) {}

  @Put()
  @Act('thread.post')
  @ApiOkResponse({ standardSchema: ThreadState })
  async write(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: WritePost }) body: WritePost,
  ): Promise<ThreadState> {
    await this.posts.write(person, threadId, postId, body);
    return this.state(person, threadId, after);
  }

  @Patch()
  @Act('post.edit')
  @ApiOkResponse({ standardSchema: ThreadState })
  async edit(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: EditPost }) body: EditPost,
  ): Promise<ThreadState> {
    await this.posts.edit(person, threadId, postId, body);
    return this.state(person, threadId, after);
  }

  @Delete()
  @Act('post.delete')
  @ApiOkResponse({ standardSchema: ThreadState })
  async delete(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: DeletePostQuery }) { after, reason }: DeletePostQuery,
  ): Promise<ThreadState> {
    await this.posts.delete(person, threadId, postId, reason);
    return this.state(person, threadId, after);
  }

  @Post('restore')
  @HttpCode(200)
  @Act('post.restore')
  @ApiOkResponse({ standardSchema: ThreadState })
  async restore(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
  ): Promise<ThreadState> {
    await this.posts.restore(person, threadId, postId);
    return this.state(person, threadId, after);
  }

  @Put('reaction')
  @Act('thread.post')
  @ApiOkResponse({ standardSchema: ThreadState })
  async react(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: React }) body: React,
  ): Promise<ThreadState> {
    await this.posts.react(person, threadId, postId, body);
    return this.state(person, threadId, after);
  }

  /** The text as its author edits it. */
  @Get('source')
  @Act('post.edit')
  @ApiOkResponse({ standardSchema: PostSource })
  source(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
  ): Promise<PostSource> {
    return this.posts.source(person, threadId, postId);
  }

  @Get('history')
  @Act('post.read')
  @ApiOkResponse({ standardSchema: PostHistory })
  async history(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
  ): Promise<PostHistory> {
    const versions = await this.posts.history(person, threadId, postId);
    return {
      versions: versions.map(({ writtenAt, ...version }) => ({
        ...version,
        writtenAt: writtenAt.toISOString(),
      })),
    };
  }

  private async state(person: Person, threadId: ThreadId, after: number): Promise<ThreadState> {
    return presentState(await this.threads.state(person, threadId, after));
  }
}
