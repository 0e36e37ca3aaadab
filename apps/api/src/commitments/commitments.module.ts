import { Module } from '@nestjs/common';
import {
  Access,
  CommitmentChanges,
  Commitments,
  CommitmentViews,
  type Accounts,
  type Clock,
  type CommitmentRecords,
  type EventBus,
  type OrganisationDirectory,
  type People,
} from '@kontor/domain';
import { ACCOUNTS, PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import { CLOCK, EVENTS } from '../platform/tokens.js';
import { CommitmentSettlingController } from './commitment-settling.controller.js';
import { CommitmentsController } from './commitments.controller.js';
import { COMMITMENT_RECORDS } from './tokens.js';

/** What organisations bind themselves to. */
@Module({
  controllers: [CommitmentsController, CommitmentSettlingController],
  providers: [
    {
      provide: CommitmentViews,
      inject: [Access, PEOPLE, ORGANISATION_DIRECTORY, CLOCK],
      useFactory: (access: Access, people: People, organisations: OrganisationDirectory, clock: Clock) =>
        new CommitmentViews(access, people, organisations, clock),
    },
    {
      provide: Commitments,
      inject: [COMMITMENT_RECORDS, CommitmentViews, Access, PEOPLE, ORGANISATION_DIRECTORY, EVENTS, CLOCK],
      useFactory: (
        records: CommitmentRecords,
        views: CommitmentViews,
        access: Access,
        people: People,
        organisations: OrganisationDirectory,
        events: EventBus,
        clock: Clock,
      ) => new Commitments(records, views, access, { people, organisations, events, clock }),
    },
    {
      provide: CommitmentChanges,
      inject: [COMMITMENT_RECORDS, CommitmentViews, Access, ACCOUNTS, ORGANISATION_DIRECTORY, EVENTS, CLOCK],
      useFactory: (
        records: CommitmentRecords,
        views: CommitmentViews,
        access: Access,
        accounts: Accounts,
        organisations: OrganisationDirectory,
        events: EventBus,
        clock: Clock,
      ) => new CommitmentChanges(records, views, access, { accounts, organisations, events, clock }),
    },
  ],
})
export class CommitmentsModule {}
