import type { DocumentId, SharePracticeDocument, UpdatePracticeDocument } from '@kontor/contracts';
import type { Action } from '@kontor/policy';
import type { Access, Given } from '../access/access.js';
import type { DocumentGrant } from '../access/grants.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { DocumentRules } from './document-rules.js';
import type { DocumentView, DocumentViews } from './document-views.js';
import type { PracticeDocumentRecord } from './practice-document.js';
import type { DocumentFieldChanges, DocumentRecords } from './practice-documents.port.js';

/** Describing, sharing, archiving and restoring. The text itself changes through the sync engine only. */
export class DocumentChanges {
  constructor(
    private readonly records: DocumentRecords,
    private readonly views: DocumentViews,
    private readonly access: Access,
    private readonly rules: DocumentRules,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws KontorError stale-revision when another write came first; invalid-input naming the field */
  async describe(
    actor: Person,
    documentId: DocumentId,
    input: UpdatePracticeDocument,
  ): Promise<DocumentView> {
    const grant = await this.access.require(actor, 'practice-document.describe', { documentId });
    const { revision, ...given } = input;
    const changes = await this.judge(actor, grant, given);
    const by = { userId: actor.userId, at: this.clock.now() };
    const written = await this.records.describe(documentId, revision, changes, by);
    if (written === null) {
      await this.access.require(actor, 'practice-document.describe', { documentId });
      throw new KontorError('stale-revision', 'Somebody else changed this document meanwhile.');
    }
    this.announce(written);
    return this.views.one(actor, { ...grant, document: written });
  }

  archive = (actor: Person, documentId: DocumentId): Promise<DocumentView> =>
    this.act(actor, 'practice-document.archive', documentId, (by) =>
      this.records.setArchived(documentId, true, by),
    );
  restore = (actor: Person, documentId: DocumentId): Promise<DocumentView> =>
    this.act(actor, 'practice-document.restore', documentId, (by) =>
      this.records.setArchived(documentId, false, by),
    );

  /** Shows a draft to community members. Only a coordinator widens, and says why. */
  share = (actor: Person, documentId: DocumentId, { reason }: SharePracticeDocument): Promise<DocumentView> =>
    this.act(
      actor,
      'practice-document.widen',
      documentId,
      (by) => this.records.setShared(documentId, { shared: true, reason }, by),
      { request: { reasonGiven: reason !== '' } },
    );
  /** Narrowing applies at once: members who read it now are sent away. */
  unshare = (actor: Person, documentId: DocumentId): Promise<DocumentView> =>
    this.act(actor, 'practice-document.narrow', documentId, (by) =>
      this.records.setShared(documentId, { shared: false, reason: null }, by),
    );

  /** One atomic write; null means that it is as asked for already, which is no fault. */
  private async act(
    actor: Person,
    action: Action,
    documentId: DocumentId,
    write: (by: { userId: Person['userId']; at: Date }) => Promise<PracticeDocumentRecord | null>,
    given?: Given,
  ): Promise<DocumentView> {
    const grant = await this.access.require(actor, action, { documentId }, given);
    const written = await write({ userId: actor.userId, at: this.clock.now() });
    if (written === null) return this.views.one(actor, grant);
    this.announce(written);
    this.events.publish({
      type: 'access.changed',
      documentIds: [documentId],
      workspaceId: written.workspaceId,
    });
    return this.views.one(actor, { ...grant, document: written });
  }

  private async judge(
    actor: Person,
    { document }: DocumentGrant,
    given: Omit<UpdatePracticeDocument, 'revision'>,
  ): Promise<DocumentFieldChanges> {
    const { ownerOrganisationId, cityIds, topics } = given;
    if (ownerOrganisationId !== undefined && ownerOrganisationId !== document.ownerOrganisationId) {
      // Who owns it decides who may archive it, so giving it away is an act of its own.
      await this.access.require(actor, 'practice-document.change-owner', { documentId: document.id });
      const { workspaceId } = document;
      const { workspace } = await this.access.require(actor, 'workspace.read', { workspaceId });
      await this.rules.requireOwner(actor, workspace, ownerOrganisationId);
    }
    this.rules.requireOrder({ ...document, ...given });
    const cities = cityIds && [...new Set(cityIds)];
    return {
      ...given,
      ...(topics && { topics: [...new Set(topics)] }),
      ...(cities && { cityIds: cities, countries: await this.rules.requireCities(cities) }),
    };
  }

  private announce({ workspaceId, id }: PracticeDocumentRecord): void {
    this.events.publish({ type: 'practice-document.changed', workspaceId, documentId: id });
  }
}
