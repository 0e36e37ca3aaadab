import {
  DocumentId,
  type CreatePracticeDocument,
  type PracticeDocumentContent,
  type PracticeDocumentQuery,
  type WorkspaceId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import { reachesOf } from '../access/reach.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import type { EventBus } from '../kernel/events.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { Clock, Ids } from '../kernel/ports.js';
import { membershipOf } from '../workspaces/workspace.js';
import type { DocumentRules } from './document-rules.js';
import type { DocumentTexts } from './document-texts.port.js';
import type { DocumentView, DocumentViews } from './document-views.js';
import type { PracticeDocumentRecord } from './practice-document.js';
import type { DocumentRecords } from './practice-documents.port.js';

/** What starting a document needs besides its store. */
export interface DocumentMeans {
  texts: DocumentTexts;
  rules: DocumentRules;
  events: EventBus;
  ids: Ids;
  clock: Clock;
}

/** Starting, finding and reading practice documents. */
export class PracticeDocuments {
  constructor(
    private readonly records: DocumentRecords,
    private readonly views: DocumentViews,
    private readonly access: Access,
    private readonly means: DocumentMeans,
  ) {}

  /** The text is started first: a crash in between leaves a log that no record names, and never a record without text. */
  async create(
    actor: Person,
    workspaceId: WorkspaceId,
    input: CreatePracticeDocument,
  ): Promise<DocumentView> {
    const { workspace } = await this.access.require(actor, 'practice-document.create', { workspaceId });
    const { template, ownerOrganisationId, ...fields } = input;
    const owner = ownerOrganisationId ?? actor.organisationId;
    if (owner === null) {
      throw invalidField(
        'ownerOrganisationId',
        'required',
        'ownerOrganisationId: you belong to none, so choose one',
      );
    }
    const { rules, texts, events } = this.means;
    await rules.requireOwner(actor, workspace, owner);
    rules.requireOrder(fields);
    const cityIds = [...new Set(fields.cityIds)];
    const now = this.means.clock.now();
    const document: PracticeDocumentRecord = {
      ...fields,
      cityIds,
      topics: [...new Set(fields.topics)],
      countries: await rules.requireCities(cityIds),
      ownerOrganisationId: owner,
      id: DocumentId.parse(this.means.ids.next()),
      workspaceId,
      revision: 0,
      status: 'draft',
      statusBeforeArchive: null,
      sharedWithMembers: false,
      sharedReason: null,
      isSample: false,
      createdAt: now,
      createdBy: actor.userId,
      updatedAt: now,
      updatedBy: actor.userId,
      textChangedAt: null,
      archivedAt: null,
    };
    await texts.seed(document.id, {
      template,
      language: document.language,
      title: document.title,
      userId: actor.userId,
    });
    await this.records.insert(document);
    events.publish({ type: 'practice-document.changed', workspaceId, documentId: document.id });
    const role = membershipOf(workspace, actor.userId)?.role ?? null;
    return this.views.one(actor, { document, workspace: { ...workspace, role } });
  }

  async get(actor: Person, documentId: DocumentId): Promise<DocumentView> {
    return this.views.one(actor, await this.access.require(actor, 'practice-document.read', { documentId }));
  }

  /** The last stored text, for reading without a socket. */
  async content(actor: Person, documentId: DocumentId): Promise<PracticeDocumentContent> {
    await this.access.require(actor, 'practice-document.read', { documentId });
    return { documentId, ...(await this.means.texts.read(documentId)) };
  }

  /** Pages stay stable under equal keys: every order ends with the id. */
  async list(
    actor: Person,
    workspaceId: WorkspaceId,
    { cursor, limit, ...filters }: PracticeDocumentQuery,
  ): Promise<{ items: DocumentView[]; nextCursor: string | null }> {
    const { workspace } = await this.access.require(actor, 'practice-document.list', { workspaceId });
    const role = membershipOf(workspace, actor.userId)?.role ?? null;
    const [reach] = role === null ? [] : reachesOf(actor, [{ workspaceId, role }]);
    const list = `practice-documents:${filters.sort}`;
    const after = decodeCursor(list, cursor);
    if (filters.sort !== 'title') decodeTimeCursor(list, cursor);
    if (reach === undefined) return { items: [], nextCursor: null };
    const rows = await this.records.list({ ...filters, reach, after, limit: limit + 1 });
    const page = pageOf(list, rows, limit, ({ key, document }) => ({ key, id: document.id }));
    const items = page.items.map(({ document }) => ({ document, workspace: { ...workspace, role } }));
    return { items: await this.views.of(actor, items), nextCursor: page.nextCursor };
  }
}
