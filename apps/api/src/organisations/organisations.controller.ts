import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  CityDetail,
  CityId,
  CityPage,
  OrganisationPage,
  PageQuery,
  type City,
  type Organisation,
  type Page,
} from '@kontor/contracts';
import { Directory, type Person } from '@kontor/domain';
import { z } from 'zod';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

const OrganisationQuery = PageQuery.extend({ q: z.string().trim().max(100).optional() });
type OrganisationQuery = z.infer<typeof OrganisationQuery>;
/** The map needs all cities at once, so there is one page and no parameter. */
const NoQuery = z.strictObject({});

@ApiTags('organisations')
@Controller()
export class OrganisationsController {
  constructor(@Inject(Directory) private readonly directory: Directory) {}

  @Get('cities')
  @Act('directory.read')
  @ApiOkResponse({ standardSchema: CityPage })
  async cities(
    @CurrentPerson() reader: Person,
    @Query({ schema: NoQuery }) _query: z.infer<typeof NoQuery>,
  ): Promise<Page<City>> {
    return { items: await this.directory.cities(reader), nextCursor: null };
  }

  @Get('cities/:cityId')
  @Act('directory.read')
  @ApiOkResponse({ standardSchema: CityDetail })
  async city(
    @CurrentPerson() reader: Person,
    @Param('cityId', { schema: CityId }) id: CityId,
  ): Promise<CityDetail> {
    return this.directory.city(reader, id);
  }

  @Get('organisations')
  @Act('directory.read')
  @ApiOkResponse({ standardSchema: OrganisationPage })
  async organisations(
    @Query({ schema: OrganisationQuery }) query: OrganisationQuery,
  ): Promise<Page<Organisation>> {
    return this.directory.organisations(query);
  }
}
