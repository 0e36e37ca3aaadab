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
import type { DocumentTexts, TextSeed } from './document-texts.port.js';
import type { DocumentView, DocumentViews } from './document-views.js';
import type { BegunFrom, PracticeDocumentRecord } from './practice-document.js';
import type { DocumentRecords } from './practice-documents.port.js';

/** What starting a document needs besides its store. */
export interface DocumentMeans {
  texts: DocumentTexts;
  rules: DocumentRules;
  events: EventBus;
  ids: Ids;
  clock: Clock;
}

/** How a document comes into being. */
export interface Beginning {
  id: DocumentId;
  begunFrom: BegunFrom | null;
  /** Starts its text. */
  seed: (document: PracticeDocumentRecord) => Promise<void>;
}

/** Starting, finding and reading practice documents. */
export class PracticeDocuments {
  constructor(
    private readonly records: DocumentRecords,
    private readonly views: DocumentViews,
    private readonly access: Access,
    private readonly means: DocumentMeans,
  ) {}

  create(actor: Person, workspaceId: WorkspaceId, input: CreatePracticeDocument): Promise<DocumentView> {
    const { template, ...fields } = input;
    const id = DocumentId.parse(this.means.ids.next());
    return this.begin(actor, workspaceId, fields, {
      id,
      begunFrom: null,
      seed: (record) => this.means.texts.seed(id, seedOf(actor, record, template)),
    });
  }

  /**
   * The text is started first: a crash in between leaves a log that no record names, and never a record without text. Begun
   * again under the same id it is the same document.
   */
  async begin(
    actor: Person,
    workspaceId: WorkspaceId,
    { ownerOrganisationId, ...fields }: Omit<CreatePracticeDocument, 'template'>,
    { id, begunFrom, seed }: Beginning,
  ): Promise<DocumentView> {
    const { workspace } = await this.access.require(actor, 'practice-document.create', { workspaceId });
    const owner = ownerOrganisationId ?? actor.organisationId;
    if (owner === null) {
      throw invalidField(
        'ownerOrganisationId',
        'required',
        'ownerOrganisationId: you belong to none, so choose one',
      );
    }
    const { rules, events } = this.means;
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
      id,
      workspaceId,
      revision: 0,
      status: 'draft',
      statusBeforeArchive: null,
      sharedWithMembers: false,
      sharedReason: null,
      isSample: false,
      begunFrom,
      createdAt: now,
      createdBy: actor.userId,
      updatedAt: now,
      updatedBy: actor.userId,
      textChangedAt: null,
      archivedAt: null,
    };
    await seed(document);
    try {
      await this.records.insert(document);
    } catch (error) {
      if ((await this.records.byId(id)) === null) throw error;
      return this.get(actor, id);
    }
    events.publish({ type: 'practice-document.changed', workspaceId, documentId: id });
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

/** What the text of a new document is started with. */
export const seedOf = <T extends TextSeed['template']>(
  { userId }: Person,
  { language, title }: Pick<PracticeDocumentRecord, 'language' | 'title'>,
  template: T,
): TextSeed & { template: T } => ({ template, language, title, userId });
