import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DocumentId, PracticeDocument, SharePracticeDocument } from '@kontor/contracts';
import { DocumentChanges, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentDocument } from './practice-documents.presenter.js';

/** What moves a document's standing, each by an act of its own. */
@ApiTags('practice-documents')
@Controller('practice-documents/:documentId')
export class DocumentActsController {
  constructor(@Inject(DocumentChanges) private readonly changes: DocumentChanges) {}

  @Post('archive')
  @HttpCode(200)
  @Act('practice-document.archive')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async archive(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.changes.archive(person, id));
  }

  @Post('restore')
  @HttpCode(200)
  @Act('practice-document.restore')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async restore(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.changes.restore(person, id));
  }

  /** Shows a draft to community members. */
  @Put('sharing')
  @Act('practice-document.widen')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async share(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Body({ schema: SharePracticeDocument }) body: SharePracticeDocument,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.changes.share(person, id, body));
  }

  @Delete('sharing')
  @Act('practice-document.narrow')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async unshare(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.changes.unshare(person, id));
  }
}
