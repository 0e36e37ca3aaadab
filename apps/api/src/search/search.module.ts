import { Module } from '@nestjs/common';
import {
  Access,
  HitJudge,
  Search,
  SearchIndex,
  type CommitmentRecords,
  type Accounts,
  type DocumentRecords,
  type DocumentSections,
  type Memberships,
  type OrganisationDirectory,
  type People,
  type Places,
  type SearchRecords,
  type SearchSources,
  type ThreadRecords,
} from '@kontor/domain';
import { MongoSearchRecords, MongoSearchSources, MongoWordForms } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import type { Logger } from 'pino';
import { THREAD_RECORDS } from '../discussions/tokens.js';
import { ACCOUNTS, PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY, PLACES } from '../organisations/tokens.js';
import { DATABASE, LOG } from '../platform/tokens.js';
import { DOCUMENT_RECORDS } from '../practice-documents/tokens.js';
import { MEMBERSHIPS } from '../workspaces/tokens.js';
import { StoredDocumentSections } from './document-sections.adapter.js';
import { SearchFollower } from './search-follower.js';
import { SearchController } from './search.controller.js';
import { DOCUMENT_SECTIONS, SEARCH_RECORDS, SEARCH_SOURCES } from './tokens.js';

@Module({
  controllers: [SearchController],
  providers: [
    {
      provide: SEARCH_RECORDS,
      inject: [DATABASE, LOG],
      useFactory: (db: Connection, log: Logger) =>
        new MongoSearchRecords(
          db,
          new MongoWordForms(db, (err) =>
            log.warn(
              { err },
              'the database does not say stems: inflected words are found by their beginnings only',
            ),
          ),
        ),
    },
    {
      provide: SEARCH_SOURCES,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoSearchSources(db),
    },
    { provide: DOCUMENT_SECTIONS, useClass: StoredDocumentSections },
    {
      provide: SearchIndex,
      inject: [
        SEARCH_RECORDS,
        SEARCH_SOURCES,
        DOCUMENT_SECTIONS,
        DOCUMENT_RECORDS,
        THREAD_RECORDS,
        COMMITMENT_RECORDS,
        ACCOUNTS,
        MEMBERSHIPS,
        ORGANISATION_DIRECTORY,
        PLACES,
      ],
      useFactory: (
        records: SearchRecords,
        sources: SearchSources,
        sections: DocumentSections,
        documents: DocumentRecords,
        threads: ThreadRecords,
        commitments: CommitmentRecords,
        accounts: Accounts,
        memberships: Memberships,
        organisations: OrganisationDirectory,
        places: Places,
      ) =>
        new SearchIndex(records, {
          sources,
          sections,
          documents,
          threads,
          commitments,
          accounts,
          memberships,
          organisations,
          places,
        }),
    },
    {
      provide: HitJudge,
      inject: [Access, THREAD_RECORDS, PEOPLE, MEMBERSHIPS],
      useFactory: (access: Access, threads: ThreadRecords, people: People, memberships: Memberships) =>
        new HitJudge({ access, threads, people, memberships }),
    },
    {
      provide: Search,
      inject: [SEARCH_RECORDS, SearchIndex, Access, HitJudge, MEMBERSHIPS, ORGANISATION_DIRECTORY],
      useFactory: (
        records: SearchRecords,
        index: SearchIndex,
        access: Access,
        judge: HitJudge,
        memberships: Memberships,
        organisations: OrganisationDirectory,
      ) =>
        new Search(records, {
          access,
          judge,
          memberships,
          organisations,
          refresh: async (things) => {
            for (const thing of things) await index.refresh(thing);
          },
        }),
    },
    SearchFollower,
  ],
})
export class SearchModule {}
