import { Module } from '@nestjs/common';
import {
  Access,
  HitJudge,
  Search,
  SearchIndex,
  type CommitmentRecords,
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
import { MongoSearchRecords, MongoSearchSources } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import { THREAD_RECORDS } from '../discussions/tokens.js';
import { PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY, PLACES } from '../organisations/tokens.js';
import { DATABASE } from '../platform/tokens.js';
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
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoSearchRecords(db),
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
        PEOPLE,
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
        people: People,
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
          people,
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
