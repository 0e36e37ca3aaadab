import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AuthorRunPage, AuthorRunQuery, AuthorshipQuery, DocumentAuthorship, DocumentId } from '@kontor/contracts'; // prettier-ignore
import { Authorship, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

@ApiTags('practice-documents')
@Controller('practice-documents/:documentId/authorship')
export class AuthorshipController {
  constructor(@Inject(Authorship) private readonly authorship: Authorship) {}

  /** How much of the stored text is whose, as a whole and section by section. */
  @Get()
  @Act('practice-document.read-authorship')
  @ApiOkResponse({ standardSchema: DocumentAuthorship })
  sections(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Query({ schema: AuthorshipQuery }) query: AuthorshipQuery,
  ): Promise<DocumentAuthorship> {
    return this.authorship.sections(person, id, query);
  }

  /** The stored text run by run, each with its author; `?section=` for one section. */
  @Get('runs')
  @Act('practice-document.read-authorship')
  @ApiOkResponse({ standardSchema: AuthorRunPage })
  runs(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Query({ schema: AuthorRunQuery }) query: AuthorRunQuery,
  ): Promise<AuthorRunPage> {
    return this.authorship.runs(person, id, query);
  }
}
