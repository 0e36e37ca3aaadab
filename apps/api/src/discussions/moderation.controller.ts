import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  DecideOnPost,
  FlaggedPostPage,
  FlaggedPostQuery,
  FlagPost,
  HidePost,
  ModerationLogPage,
  PostId,
  ThreadId,
  ThreadState,
  ThreadStateQuery,
  WorkspaceId,
  type FlaggedPost,
  type ModerationEntry,
  type Page,
} from '@kontor/contracts';
import { Moderation, Threads, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentState } from './discussions.presenter.js';

const POST = 'threads/:threadId/posts/:postId';

/** Pointing at posts, and what coordinators decide about them. */
@ApiTags('discussions')
@Controller()
export class ModerationController {
  constructor(
    @Inject(Moderation) private readonly moderation: Moderation,
    @Inject(Threads) private readonly threads: Threads,
  ) {}

  @Put(`${POST}/flag`)
  @HttpCode(204)
  @Act('post.flag')
  async flag(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Body({ schema: FlagPost }) body: FlagPost,
  ): Promise<void> {
    await this.moderation.flag(person, threadId, postId, body);
  }

  @Post(`${POST}/hide`)
  @HttpCode(200)
  @Act('post.moderate')
  @ApiOkResponse({ standardSchema: ThreadState })
  async hide(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: HidePost }) body: HidePost,
  ): Promise<ThreadState> {
    await this.moderation.hide(person, threadId, postId, body);
    return presentState(await this.threads.state(person, threadId, after));
  }

  @Post(`${POST}/show`)
  @HttpCode(200)
  @Act('post.moderate')
  @ApiOkResponse({ standardSchema: ThreadState })
  async show(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Query({ schema: ThreadStateQuery }) { after }: ThreadStateQuery,
    @Body({ schema: DecideOnPost }) body: DecideOnPost,
  ): Promise<ThreadState> {
    await this.moderation.show(person, threadId, postId, body);
    return presentState(await this.threads.state(person, threadId, after));
  }

  @Post(`${POST}/dismiss-flags`)
  @HttpCode(204)
  @Act('post.moderate')
  async dismiss(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Body({ schema: DecideOnPost }) body: DecideOnPost,
  ): Promise<void> {
    await this.moderation.dismiss(person, threadId, postId, body);
  }

  /** Posts that somebody has flagged and nobody has decided, longest waiting first. */
  @Get('workspaces/:workspaceId/flagged-posts')
  @Act('post.list-flags')
  @ApiOkResponse({ standardSchema: FlaggedPostPage })
  queue(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: FlaggedPostQuery }) query: FlaggedPostQuery,
  ): Promise<Page<FlaggedPost>> {
    return this.moderation.queue(person, workspaceId, query);
  }

  /** What coordinators did: who, what, when and why, latest first. */
  @Get('workspaces/:workspaceId/moderation-log')
  @Act('audit-log.read')
  @ApiOkResponse({ standardSchema: ModerationLogPage })
  log(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: FlaggedPostQuery }) query: FlaggedPostQuery,
  ): Promise<Page<ModerationEntry>> {
    return this.moderation.log(person, workspaceId, query);
  }
}
