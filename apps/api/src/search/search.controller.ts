import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SearchAnswer, SearchQuery } from '@kontor/contracts';
import { Search, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentSearch } from './search.presenter.js';

@ApiTags('search')
@Controller('search')
export class SearchController {
  constructor(@Inject(Search) private readonly search: Search) {}

  /** Everything that the reader may open and that says these words, best first. */
  @Get()
  @Act('search.run')
  @ApiOkResponse({ standardSchema: SearchAnswer })
  async run(
    @CurrentPerson() person: Person,
    @Query({ schema: SearchQuery }) query: SearchQuery,
  ): Promise<SearchAnswer> {
    return presentSearch(await this.search.run(person, query));
  }
}
