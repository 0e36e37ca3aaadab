import { Module } from '@nestjs/common';
import { MongoDrafts, MongoModeration } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import {
  Access,
  DocumentsFromPosts,
  Drafts,
  Moderation,
  PostFiles,
  Polls,
  PracticeDocuments,
  Posts,
  ThreadActs,
  ThreadChanges,
  ThreadMoves,
  Threads,
  ThreadViews,
  type AttachmentStore,
  type Clock,
  type DocumentTexts,
  type DraftRecords,
  type EventBus,
  type ModerationRecords,
  type OrganisationDirectory,
  type People,
  type PostingPace,
  type PostTexts,
  type ReadingRecords,
  type ThreadRecords,
  type WorkspaceStore,
} from '@kontor/domain';
import { AccessModule } from '../access/access.module.js';
import { ATTACHMENT_STORE } from '../attachments/tokens.js';
import { PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import type { Config } from '../config/config.js';
import { CLOCK, CONFIG, DATABASE, EVENTS } from '../platform/tokens.js';
import { PracticeDocumentsModule } from '../practice-documents/practice-documents.module.js';
import { DOCUMENT_TEXTS } from '../practice-documents/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { BeginningsController } from './beginnings.controller.js';
import { DraftsController } from './drafts.controller.js';
import { ModerationController } from './moderation.controller.js';
import { PollsController } from './polls.controller.js';
import { PostingLimiter } from './posting-limiter.js';
import { PostsController } from './posts.controller.js';
import { SchemaPostTexts } from './post-texts.adapter.js';
import { ThreadMovesController } from './thread-moves.controller.js';
import { ThreadsController } from './threads.controller.js';
import {
  DRAFT_RECORDS,
  MODERATION_RECORDS,
  POSTING_PACE,
  POST_TEXTS,
  READING_RECORDS,
  THREAD_RECORDS,
} from './tokens.js';

@Module({
  imports: [AccessModule, PracticeDocumentsModule],
  controllers: [
    ThreadsController,
    PostsController,
    DraftsController,
    PollsController,
    ModerationController,
    ThreadMovesController,
    BeginningsController,
  ],
  providers: [
    { provide: POST_TEXTS, useClass: SchemaPostTexts },
    {
      provide: PostFiles,
      inject: [ATTACHMENT_STORE, CLOCK],
      useFactory: (store: AttachmentStore, clock: Clock) => new PostFiles(store, clock),
    },
    {
      provide: POSTING_PACE,
      inject: [CONFIG, DATABASE],
      // The embedded database belongs to one process, so that one counts in its own memory.
      useFactory: ({ posting, mongodbUri }: Config, db: Connection) =>
        new PostingLimiter(posting, mongodbUri === undefined ? undefined : db),
    },
    {
      provide: ThreadViews,
      inject: [Access, PEOPLE, ORGANISATION_DIRECTORY, WORKSPACE_STORE, READING_RECORDS, POST_TEXTS, CLOCK],
      useFactory: (
        access: Access,
        people: People,
        organisations: OrganisationDirectory,
        workspaces: WorkspaceStore,
        reading: ReadingRecords,
        texts: PostTexts,
        clock: Clock,
      ) => new ThreadViews(access, { people, organisations, workspaces, reading, texts, clock }),
    },
    {
      provide: ThreadChanges,
      inject: [THREAD_RECORDS, Access, EVENTS],
      useFactory: (records: ThreadRecords, access: Access, events: EventBus) =>
        new ThreadChanges(records, access, events),
    },
    {
      provide: Threads,
      inject: [
        THREAD_RECORDS,
        Access,
        POST_TEXTS,
        PostFiles,
        ThreadViews,
        ThreadChanges,
        READING_RECORDS,
        ORGANISATION_DIRECTORY,
        POSTING_PACE,
        CLOCK,
      ],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        texts: PostTexts,
        files: PostFiles,
        views: ThreadViews,
        changes: ThreadChanges,
        reading: ReadingRecords,
        organisations: OrganisationDirectory,
        pace: PostingPace,
        clock: Clock,
      ) =>
        new Threads(records, access, { texts, files, views, changes, reading, organisations, pace, clock }),
    },
    {
      provide: Posts,
      inject: [
        THREAD_RECORDS,
        Access,
        ThreadChanges,
        POST_TEXTS,
        PostFiles,
        READING_RECORDS,
        DRAFT_RECORDS,
        POSTING_PACE,
        CLOCK,
      ],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        changes: ThreadChanges,
        texts: PostTexts,
        files: PostFiles,
        reading: ReadingRecords,
        drafts: DraftRecords,
        pace: PostingPace,
        clock: Clock,
      ) => new Posts(records, access, changes, { texts, files, reading, drafts, pace, clock }),
    },
    { provide: DRAFT_RECORDS, inject: [DATABASE], useFactory: (db: Connection) => new MongoDrafts(db) },
    {
      provide: Drafts,
      inject: [THREAD_RECORDS, Access, DRAFT_RECORDS, POST_TEXTS, CLOCK],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        drafts: DraftRecords,
        texts: PostTexts,
        clock: Clock,
      ) => new Drafts(records, access, drafts, texts, clock),
    },
    {
      provide: Polls,
      inject: [ThreadChanges, CLOCK],
      useFactory: (changes: ThreadChanges, clock: Clock) => new Polls(changes, clock),
    },
    {
      provide: ThreadActs,
      inject: [THREAD_RECORDS, Access, ThreadChanges, READING_RECORDS, EVENTS, CLOCK],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        changes: ThreadChanges,
        reading: ReadingRecords,
        events: EventBus,
        clock: Clock,
      ) => new ThreadActs(records, access, changes, reading, events, clock),
    },
    {
      provide: ThreadMoves,
      inject: [THREAD_RECORDS, Access, ThreadChanges, EVENTS, CLOCK],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        changes: ThreadChanges,
        events: EventBus,
        clock: Clock,
      ) => new ThreadMoves(records, access, { changes, events, clock }),
    },
    {
      provide: DocumentsFromPosts,
      inject: [THREAD_RECORDS, Access, PracticeDocuments, DOCUMENT_TEXTS, ThreadChanges, ThreadViews],
      useFactory: (
        records: ThreadRecords,
        access: Access,
        documents: PracticeDocuments,
        texts: DocumentTexts,
        changes: ThreadChanges,
        views: ThreadViews,
      ) => new DocumentsFromPosts(records, access, { documents, texts, changes, views }),
    },
    {
      provide: MODERATION_RECORDS,
      inject: [DATABASE],
      useFactory: (db: Connection) => new MongoModeration(db),
    },
    {
      provide: Moderation,
      inject: [
        THREAD_RECORDS,
        MODERATION_RECORDS,
        Access,
        ThreadChanges,
        PEOPLE,
        ThreadViews,
        POST_TEXTS,
        CLOCK,
      ],
      useFactory: (
        records: ThreadRecords,
        moderation: ModerationRecords,
        access: Access,
        changes: ThreadChanges,
        people: People,
        views: ThreadViews,
        texts: PostTexts,
        clock: Clock,
      ) => new Moderation(records, moderation, access, { changes, people, views, texts, clock }),
    },
  ],
  exports: [Threads, Posts, ThreadActs, POST_TEXTS],
})
export class DiscussionsModule {}
