import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DocumentId, PageQuery, RecordVisit, Visit, VisitPage, type Page } from '@kontor/contracts';
import { Visits, type Person } from '@kontor/domain';
import type { z } from 'zod';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentVisit } from './practice-documents.presenter.js';

@ApiTags('practice-documents')
@Controller()
export class VisitsController {
  constructor(@Inject(Visits) private readonly visits: Visits) {}

  @Put('practice-documents/:documentId/visit')
  @Act('visit.record')
  @ApiOkResponse({ standardSchema: Visit })
  async record(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Body({ schema: RecordVisit }) body: RecordVisit,
  ): Promise<Visit> {
    return presentVisit(await this.visits.record(person, id, body));
  }

  /** The list holds only what one may still read, so listing is its own right and reading is judged per document. */
  @Get('me/visits')
  @Act('me.read')
  @ApiOkResponse({ standardSchema: VisitPage })
  async list(
    @CurrentPerson() person: Person,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<Visit>> {
    const { items, nextCursor } = await this.visits.list(person, query);
    return { items: items.map(presentVisit), nextCursor };
  }
}
