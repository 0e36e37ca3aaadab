import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  BeginFromPost,
  DocumentId,
  DocumentOrigin,
  BeginningKey,
  PostId,
  PracticeDocument,
  ThreadId,
} from '@kontor/contracts';
import { DocumentsFromPosts, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentDocument } from '../practice-documents/practice-documents.presenter.js';

/** From a discussion to a document, and back to where its first words were said. */
@ApiTags('practice-documents')
@Controller()
export class BeginningsController {
  constructor(@Inject(DocumentsFromPosts) private readonly beginnings: DocumentsFromPosts) {}

  /** Begins a draft with the words of a post. Sent again under the same key it is the same document. */
  @Put('threads/:threadId/posts/:postId/practice-documents/:key')
  @Act('practice-document.create')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async begin(
    @CurrentPerson() person: Person,
    @Param('threadId', { schema: ThreadId }) threadId: ThreadId,
    @Param('postId', { schema: PostId }) postId: PostId,
    @Param('key', { schema: BeginningKey }) key: BeginningKey,
    @Body({ schema: BeginFromPost }) body: BeginFromPost,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.beginnings.begin(person, threadId, postId, key, body));
  }

  @Get('practice-documents/:documentId/origin')
  @Act('practice-document.read')
  @ApiOkResponse({ standardSchema: DocumentOrigin })
  origin(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<DocumentOrigin> {
    return this.beginnings.origin(person, id);
  }
}
