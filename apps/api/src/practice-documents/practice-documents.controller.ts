import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CreatePracticeDocument,
  DocumentId,
  PracticeDocument,
  PracticeDocumentContent,
  PracticeDocumentPage,
  PracticeDocumentQuery,
  UpdatePracticeDocument,
  WorkspaceId,
  type Page,
} from '@kontor/contracts';
import { DocumentChanges, PracticeDocuments, type Person } from '@kontor/domain';
import { currentOnStale } from '../access/current-on-stale.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentDocument } from './practice-documents.presenter.js';

@ApiTags('practice-documents')
@Controller()
export class PracticeDocumentsController {
  constructor(
    @Inject(PracticeDocuments) private readonly documents: PracticeDocuments,
    @Inject(DocumentChanges) private readonly changes: DocumentChanges,
  ) {}

  @Get('workspaces/:workspaceId/practice-documents')
  @Act('practice-document.list')
  @ApiOkResponse({ standardSchema: PracticeDocumentPage })
  async list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: PracticeDocumentQuery }) query: PracticeDocumentQuery,
  ): Promise<Page<PracticeDocument>> {
    const { items, nextCursor } = await this.documents.list(person, workspaceId, query);
    return { items: items.map(presentDocument), nextCursor };
  }

  @Post('workspaces/:workspaceId/practice-documents')
  @Act('practice-document.create')
  @ApiCreatedResponse({ standardSchema: PracticeDocument })
  async create(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Body({ schema: CreatePracticeDocument }) body: CreatePracticeDocument,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.documents.create(person, workspaceId, body));
  }

  @Get('practice-documents/:documentId')
  @Act('practice-document.read')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async read(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<PracticeDocument> {
    return presentDocument(await this.documents.get(person, id));
  }

  /** The last stored text, rendered: for reading where no live connection can be had. */
  @Get('practice-documents/:documentId/content')
  @Act('practice-document.read')
  @ApiOkResponse({ standardSchema: PracticeDocumentContent })
  async content(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
  ): Promise<PracticeDocumentContent> {
    return this.documents.content(person, id);
  }

  @Patch('practice-documents/:documentId')
  @Act('practice-document.describe')
  @ApiOkResponse({ standardSchema: PracticeDocument })
  async describe(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Body({ schema: UpdatePracticeDocument }) body: UpdatePracticeDocument,
  ): Promise<PracticeDocument> {
    const written = this.changes.describe(person, id, body).then(presentDocument);
    return currentOnStale(written, () => this.read(person, id));
  }
}
