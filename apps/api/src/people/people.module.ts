import { Global, Module } from '@nestjs/common';
import {
  Access,
  PeopleProfiles,
  PeopleTimeZones,
  type Accounts,
  type Clock,
  type EventBus,
  type OrganisationDirectory,
  type Places,
  type WorkspaceStore,
} from '@kontor/domain';
import { ACCOUNTS } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY, PLACES } from '../organisations/tokens.js';
import { CLOCK, EVENTS } from '../platform/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { PeopleController } from './people.controller.js';
import { TIME_ZONES } from './tokens.js';

/** People as they tell of themselves; global, since whoever sends something needs the clock of the person. */
@Global()
@Module({
  controllers: [PeopleController],
  providers: [
    {
      provide: TIME_ZONES,
      inject: [ACCOUNTS, ORGANISATION_DIRECTORY],
      useFactory: (accounts: Accounts, organisations: OrganisationDirectory) =>
        new PeopleTimeZones(accounts, organisations),
    },
    {
      provide: PeopleProfiles,
      inject: [Access, ACCOUNTS, WORKSPACE_STORE, ORGANISATION_DIRECTORY, PLACES, CLOCK, EVENTS],
      useFactory: (
        access: Access,
        accounts: Accounts,
        workspaces: WorkspaceStore,
        organisations: OrganisationDirectory,
        places: Places,
        clock: Clock,
        events: EventBus,
      ) => new PeopleProfiles(access, { accounts, workspaces, organisations, places, clock, events }),
    },
  ],
  exports: [TIME_ZONES],
})
export class PeopleModule {}
