import { Module } from '@nestjs/common';
import {
  Access,
  Authorship,
  DocumentChanges,
  DocumentRules,
  DocumentViews,
  PracticeDocuments,
  Visits,
  type Clock,
  type DocumentRecords,
  type DocumentTexts,
  type EventBus,
  type Ids,
  type OrganisationDirectory,
  type People,
  type TextAuthorship,
  type VisitRecords,
  type WorkspaceStore,
} from '@kontor/domain';
import { AccessModule } from '../access/access.module.js';
import { PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import { CLOCK, EVENTS, IDS } from '../platform/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { AuthorshipController } from './authorship.controller.js';
import { DocumentActsController } from './document-acts.controller.js';
import { StoredDocumentTexts } from './document-texts.adapter.js';
import { PracticeDocumentsController } from './practice-documents.controller.js';
import { LoggedTextAuthorship } from './text-authorship.adapter.js';
import { DOCUMENT_RECORDS, DOCUMENT_TEXTS, TEXT_AUTHORSHIP, VISIT_RECORDS } from './tokens.js';
import { VisitsController } from './visits.controller.js';

@Module({
  imports: [AccessModule],
  controllers: [PracticeDocumentsController, DocumentActsController, AuthorshipController, VisitsController],
  providers: [
    { provide: DOCUMENT_TEXTS, useClass: StoredDocumentTexts },
    { provide: TEXT_AUTHORSHIP, useClass: LoggedTextAuthorship },
    {
      provide: Authorship,
      inject: [TEXT_AUTHORSHIP, Access, WORKSPACE_STORE, PEOPLE, ORGANISATION_DIRECTORY],
      useFactory: (
        texts: TextAuthorship,
        access: Access,
        workspaces: WorkspaceStore,
        people: People,
        organisations: OrganisationDirectory,
      ) => new Authorship(texts, access, workspaces, people, organisations),
    },
    {
      provide: DocumentViews,
      inject: [ORGANISATION_DIRECTORY],
      useFactory: (organisations: OrganisationDirectory) => new DocumentViews(organisations),
    },
    {
      provide: DocumentRules,
      inject: [PEOPLE, ORGANISATION_DIRECTORY],
      useFactory: (people: People, organisations: OrganisationDirectory) =>
        new DocumentRules(people, organisations),
    },
    {
      provide: PracticeDocuments,
      inject: [DOCUMENT_RECORDS, DocumentViews, Access, DOCUMENT_TEXTS, DocumentRules, EVENTS, IDS, CLOCK],
      useFactory: (
        records: DocumentRecords,
        views: DocumentViews,
        access: Access,
        texts: DocumentTexts,
        rules: DocumentRules,
        events: EventBus,
        ids: Ids,
        clock: Clock,
      ) => new PracticeDocuments(records, views, access, { texts, rules, events, ids, clock }),
    },
    {
      provide: DocumentChanges,
      inject: [DOCUMENT_RECORDS, DocumentViews, Access, DocumentRules, EVENTS, CLOCK],
      useFactory: (
        records: DocumentRecords,
        views: DocumentViews,
        access: Access,
        rules: DocumentRules,
        events: EventBus,
        clock: Clock,
      ) => new DocumentChanges(records, views, access, rules, events, clock),
    },
    {
      provide: Visits,
      inject: [VISIT_RECORDS, WORKSPACE_STORE, DocumentViews, Access, CLOCK],
      useFactory: (
        records: VisitRecords,
        workspaces: WorkspaceStore,
        views: DocumentViews,
        access: Access,
        clock: Clock,
      ) => new Visits(records, workspaces, views, access, clock),
    },
  ],
  exports: [DOCUMENT_TEXTS, TEXT_AUTHORSHIP, PracticeDocuments, DocumentChanges, Visits],
})
export class PracticeDocumentsModule {}
