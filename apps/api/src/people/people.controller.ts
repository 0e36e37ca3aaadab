import { Body, Controller, Get, Inject, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  PeopleQuery,
  PersonEntryPage,
  PersonProfile,
  UpdateProfile,
  UserId,
  type Page,
  type PersonEntry,
} from '@kontor/contracts';
import { PeopleProfiles, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

@ApiTags('people')
@Controller()
export class PeopleController {
  constructor(@Inject(PeopleProfiles) private readonly people: PeopleProfiles) {}

  @Get('people')
  @Act('person.list')
  @ApiOkResponse({ standardSchema: PersonEntryPage })
  list(
    @CurrentPerson() reader: Person,
    @Query({ schema: PeopleQuery }) query: PeopleQuery,
  ): Promise<Page<PersonEntry>> {
    return this.people.list(reader, query);
  }

  @Get('people/:userId')
  @Act('person.see')
  @ApiOkResponse({ standardSchema: PersonProfile })
  read(
    @CurrentPerson() reader: Person,
    @Param('userId', { schema: UserId }) userId: UserId,
  ): Promise<PersonProfile> {
    return this.people.get(reader, userId);
  }

  @Patch('me/profile')
  @Act('me.update')
  @ApiOkResponse({ standardSchema: PersonProfile })
  update(
    @CurrentPerson() person: Person,
    @Body({ schema: UpdateProfile }) body: UpdateProfile,
  ): Promise<PersonProfile> {
    return this.people.update(person, body);
  }
}
