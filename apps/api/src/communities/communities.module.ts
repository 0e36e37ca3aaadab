import { Module } from '@nestjs/common';
import {
  Access,
  Communities,
  Offers,
  type Accounts,
  type ActivityRecords,
  type Clock,
  type CommunityRecords,
  type DocumentRecords,
  type DocumentTexts,
  type EventBus,
  type OfferRecords,
  type OrganisationDirectory,
} from '@kontor/domain';
import { ACTIVITY_RECORDS } from '../activity/tokens.js';
import { ACCOUNTS } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import { CLOCK, EVENTS } from '../platform/tokens.js';
import { PracticeDocumentsModule } from '../practice-documents/practice-documents.module.js';
import { DOCUMENT_RECORDS, DOCUMENT_TEXTS } from '../practice-documents/tokens.js';
import { CommunitiesController } from './communities.controller.js';
import { OffersController } from './offers.controller.js';
import { COMMUNITY_RECORDS, OFFER_RECORDS } from './tokens.js';

@Module({
  imports: [PracticeDocumentsModule],
  controllers: [CommunitiesController, OffersController],
  providers: [
    {
      provide: Offers,
      inject: [OFFER_RECORDS, Access, COMMUNITY_RECORDS, ACCOUNTS, ORGANISATION_DIRECTORY, EVENTS, CLOCK],
      useFactory: (
        records: OfferRecords,
        access: Access,
        communities: CommunityRecords,
        accounts: Accounts,
        organisations: OrganisationDirectory,
        events: EventBus,
        clock: Clock,
      ) => new Offers(records, access, { communities, accounts, organisations, events, clock }),
    },
    {
      provide: Communities,
      inject: [
        COMMUNITY_RECORDS,
        Access,
        ACCOUNTS,
        ORGANISATION_DIRECTORY,
        ACTIVITY_RECORDS,
        DOCUMENT_RECORDS,
        DOCUMENT_TEXTS,
        EVENTS,
        CLOCK,
      ],
      useFactory: (
        records: CommunityRecords,
        access: Access,
        accounts: Accounts,
        organisations: OrganisationDirectory,
        activities: ActivityRecords,
        documents: DocumentRecords,
        texts: DocumentTexts,
        events: EventBus,
        clock: Clock,
      ) =>
        new Communities(records, access, {
          accounts,
          organisations,
          activities,
          documents,
          texts,
          events,
          clock,
        }),
    },
  ],
})
export class CommunitiesModule {}
