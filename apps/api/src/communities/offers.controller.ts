import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Learning, OfferLearning, Topic, WorkspaceId } from '@kontor/contracts';
import { Offers, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

/** Who can be asked about what, who wants to learn it, and who fits whom. Everybody writes their own. */
@ApiTags('communities')
@Controller('workspaces/:workspaceId/community/offers')
export class OffersController {
  constructor(@Inject(Offers) private readonly offers: Offers) {}

  @Get()
  @Act('community.read')
  @ApiOkResponse({ standardSchema: Learning })
  list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
  ): Promise<Learning> {
    return this.offers.list(person, workspaceId);
  }

  @Put(':topic')
  @Act('community.offer')
  @ApiOkResponse({ standardSchema: Learning })
  offer(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('topic', { schema: Topic }) topic: Topic,
    @Body({ schema: OfferLearning }) body: OfferLearning,
  ): Promise<Learning> {
    return this.offers.offer(person, workspaceId, topic, body);
  }

  @Delete(':topic')
  @Act('community.offer')
  @ApiOkResponse({ standardSchema: Learning })
  withdraw(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('topic', { schema: Topic }) topic: Topic,
  ): Promise<Learning> {
    return this.offers.withdraw(person, workspaceId, topic);
  }
}
