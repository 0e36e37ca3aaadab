import { Global, Module } from '@nestjs/common';
import {
  Access,
  DocumentTextActivity,
  type AttachmentStore,
  type CommitmentRecords,
  type DocumentRecords,
  type EventBus,
  type FileStore,
  type InvitationStore,
  type ThreadRecords,
  type WorkspaceStore,
} from '@kontor/domain';
import {
  MongoActivities,
  MongoAttachments,
  MongoCommitments,
  MongoCommunities,
  MongoDocumentRecords,
  MongoFiles,
  MongoInvitations,
  MongoOffers,
  MongoReadings,
  MongoThreads,
  MongoVisits,
  MongoWorkspaces,
} from '@kontor/persistence';
import type { Connection } from 'mongoose';
import { ACTIVITY_RECORDS } from '../activity/tokens.js';
import { ATTACHMENT_STORE } from '../attachments/tokens.js';
import { READING_RECORDS, THREAD_RECORDS } from '../discussions/tokens.js';
import { COMMITMENT_RECORDS } from '../commitments/tokens.js';
import { COMMUNITY_RECORDS, OFFER_RECORDS } from '../communities/tokens.js';
import { FILE_STORE } from '../files/tokens.js';
import { DATABASE, EVENTS } from '../platform/tokens.js';
import { DOCUMENT_RECORDS, VISIT_RECORDS } from '../practice-documents/tokens.js';
import { INVITATION_STORE, MEMBERSHIPS, WORKSPACE_STORE } from '../workspaces/tokens.js';

/**
 * The way to every resource and the stores behind it. Global and without use cases, so that any noun may ask for access
 * while none has to import another.
 */
@Global()
@Module({
  providers: [
    { provide: WORKSPACE_STORE, inject: [DATABASE], useFactory: (db: Connection) => new MongoWorkspaces(db) },
    { provide: MEMBERSHIPS, useExisting: WORKSPACE_STORE },
    {
      provide: INVITATION_STORE,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoInvitations(db),
    },
    {
      provide: DOCUMENT_RECORDS,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoDocumentRecords(db),
    },
    { provide: VISIT_RECORDS, inject: [DATABASE], useFactory: (db: Connection) => new MongoVisits(db) },
    { provide: FILE_STORE, inject: [DATABASE], useFactory: (db: Connection) => new MongoFiles(db) },
    {
      provide: ATTACHMENT_STORE,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoAttachments(db),
    },
    {
      provide: ACTIVITY_RECORDS,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoActivities(db),
    },
    {
      provide: COMMUNITY_RECORDS,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoCommunities(db),
    },
    { provide: OFFER_RECORDS, inject: [DATABASE], useFactory: (db: Connection) => new MongoOffers(db) },
    {
      provide: COMMITMENT_RECORDS,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoCommitments(db),
    },
    { provide: THREAD_RECORDS, inject: [DATABASE], useFactory: (db: Connection) => new MongoThreads(db) },
    { provide: READING_RECORDS, inject: [DATABASE], useFactory: (db: Connection) => new MongoReadings(db) },
    {
      provide: Access,
      inject: [
        WORKSPACE_STORE,
        DOCUMENT_RECORDS,
        FILE_STORE,
        ATTACHMENT_STORE,
        INVITATION_STORE,
        THREAD_RECORDS,
        COMMITMENT_RECORDS,
      ],
      useFactory: (
        workspaces: WorkspaceStore,
        documents: DocumentRecords,
        files: FileStore,
        attachments: AttachmentStore,
        invitations: InvitationStore,
        threads: ThreadRecords,
        commitments: CommitmentRecords,
      ) => new Access({ workspaces, documents, files, attachments, invitations, threads, commitments }),
    },
    {
      provide: DocumentTextActivity,
      inject: [DOCUMENT_RECORDS, EVENTS],
      useFactory: (records: DocumentRecords, events: EventBus) => new DocumentTextActivity(records, events),
    },
  ],
  exports: [
    WORKSPACE_STORE,
    MEMBERSHIPS,
    INVITATION_STORE,
    DOCUMENT_RECORDS,
    VISIT_RECORDS,
    FILE_STORE,
    ATTACHMENT_STORE,
    THREAD_RECORDS,
    READING_RECORDS,
    ACTIVITY_RECORDS,
    COMMUNITY_RECORDS,
    OFFER_RECORDS,
    COMMITMENT_RECORDS,
    Access,
    DocumentTextActivity,
  ],
})
export class AccessModule {}
