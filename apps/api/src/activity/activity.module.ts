import { Module } from '@nestjs/common';
import {
  Access,
  ActivityKeeper,
  ActivityStream,
  type ActivityRecords,
  type Clock,
  type CommitmentRecords,
  type DocumentRecords,
  type OrganisationDirectory,
  type People,
  type TextAuthorship,
  type ThreadRecords,
  type WorkspaceStore,
} from '@kontor/domain';
import { MongoActivitySources } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import { THREAD_RECORDS } from '../discussions/tokens.js';
import { PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import { CLOCK, DATABASE } from '../platform/tokens.js';
import { PracticeDocumentsModule } from '../practice-documents/practice-documents.module.js';
import { DOCUMENT_RECORDS, TEXT_AUTHORSHIP } from '../practice-documents/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { ActivityController } from './activity.controller.js';
import { ActivityKeeping } from './activity-keeping.js';
import { ACTIVITY_RECORDS } from './tokens.js';

@Module({
  imports: [PracticeDocumentsModule],
  controllers: [ActivityController],
  providers: [
    {
      provide: ActivityStream,
      inject: [ACTIVITY_RECORDS, Access, WORKSPACE_STORE, PEOPLE, ORGANISATION_DIRECTORY],
      useFactory: (
        records: ActivityRecords,
        access: Access,
        workspaces: WorkspaceStore,
        people: People,
        organisations: OrganisationDirectory,
      ) => new ActivityStream(records, access, { workspaces, people, organisations }),
    },
    {
      provide: ActivityKeeper,
      inject: [
        ACTIVITY_RECORDS,
        DOCUMENT_RECORDS,
        THREAD_RECORDS,
        COMMITMENT_RECORDS,
        WORKSPACE_STORE,
        TEXT_AUTHORSHIP,
        PEOPLE,
        ORGANISATION_DIRECTORY,
        DATABASE,
        CLOCK,
      ],
      useFactory: (
        records: ActivityRecords,
        documents: DocumentRecords,
        threads: ThreadRecords,
        commitments: CommitmentRecords,
        workspaces: WorkspaceStore,
        texts: TextAuthorship,
        people: People,
        organisations: OrganisationDirectory,
        database: Connection,
        clock: Clock,
      ) => {
        const sources = new MongoActivitySources(database);
        return new ActivityKeeper(records, {
          documents,
          threads,
          commitments,
          workspaces,
          texts,
          people,
          organisations,
          sources,
          clock,
        });
      },
    },
    ActivityKeeping,
  ],
})
export class ActivityModule {}
