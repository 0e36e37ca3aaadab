import {
  DocumentId,
  type BeginCharter,
  type ChooseCharter,
  type Community,
  type NameFacilitator,
  type UserId,
  type WorkspaceId,
} from '@kontor/contracts';
import { isAllowed } from '@kontor/policy';
import type { Access } from '../access/access.js';
import { activityReachOf } from '../activity/activity-stream.js';
import type { ActivityRecords } from '../activity/activity.port.js';
import type { Account } from '../identity/account.js';
import type { Accounts } from '../identity/accounts.port.js';
import type { Person } from '../kernel/actor.js';
import type { EventBus } from '../kernel/events.js';
import { invalidField, KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import { byName } from '../organisations/names.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { slugId } from '../organisations/slug-id.js';
import type { DocumentTexts } from '../practice-documents/document-texts.port.js';
import type { DocumentRecords } from '../practice-documents/practice-documents.port.js';
import { membershipOf, type Membership, type WorkspaceRecord } from '../workspaces/workspace.js';
import type { CommunityRecords } from './communities.port.js';
import { growthOf, growthSince } from './growth.js';

/** What a community is shown and kept with. */
export interface CommunityMeans {
  accounts: Pick<Accounts, 'byIds'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  activities: Pick<ActivityRecords, 'postsByMonth'>;
  documents: Pick<DocumentRecords, 'byId' | 'insert'>;
  texts: Pick<DocumentTexts, 'seed'>;
  events: EventBus;
  clock: Clock;
}

type Companion = Community['places'][number]['people'][number];

/** One charter per workspace: its id says whose it is, so two who begin it at once begin the same. */
export const charterIdOf = (workspaceId: WorkspaceId): DocumentId =>
  DocumentId.parse(slugId('charter', workspaceId));

/** The people of a workspace as a community: charter, facilitator, who is where, growth. */
export class Communities {
  constructor(
    private readonly records: CommunityRecords,
    private readonly access: Access,
    private readonly means: CommunityMeans,
  ) {}

  async get(actor: Person, workspaceId: WorkspaceId): Promise<Community> {
    const { workspace, facts } = await this.access.require(actor, 'community.read', { workspaceId });
    const now = this.means.clock.now();
    const role = membershipOf(workspace, actor.userId)?.role;
    const reach = role === undefined ? null : activityReachOf(actor, workspaceId, role);
    const { charterId, facilitatorId } = await this.records.of(workspaceId);
    const [charter, people, posts] = await Promise.all([
      this.charterFor(actor, workspace, charterId),
      this.companions(workspace),
      reach === null
        ? new Map<string, number>()
        : this.means.activities.postsByMonth(reach, growthSince(now)),
    ]);
    const all = people.flatMap((place) => place.people);
    return {
      charter: charter === null || charter === 'hidden' ? null : charter,
      facilitator: all.find(({ id }) => id === facilitatorId) ?? null,
      places: people,
      growth: growthOf(
        now,
        workspace.members.map(({ since }) => since),
        posts,
      ),
      abilities: {
        beginCharter: charter === null && isAllowed(facts, 'community.begin-charter'),
        chooseCharter: isAllowed(facts, 'community.choose-charter'),
        nameFacilitator: isAllowed(facts, 'community.name-facilitator'),
      },
    };
  }

  /** Somebody of the workspace, or nobody. Who leaves is no longer shown as the one. */
  async nameFacilitator(
    actor: Person,
    workspaceId: WorkspaceId,
    { userId }: NameFacilitator,
  ): Promise<Community> {
    const { workspace } = await this.access.require(actor, 'community.name-facilitator', { workspaceId });
    if (userId !== null && membershipOf(workspace, userId) === null) {
      throw invalidField('userId', 'no-member', 'userId: choose a member of this workspace');
    }
    await this.records.setFacilitator(workspaceId, userId);
    this.means.events.publish({ type: 'workspace.changed', workspaceId });
    return this.get(actor, workspaceId);
  }

  /**
   * A document like all others, begun from the questions of a charter and shown to all members. Beginning it again gives
   * the one that is there.
   */
  async beginCharter(
    actor: Person,
    workspaceId: WorkspaceId,
    { language }: BeginCharter,
  ): Promise<Community> {
    const { workspace } = await this.access.require(actor, 'community.begin-charter', { workspaceId });
    const id = charterIdOf(workspaceId);
    if ((await this.means.documents.byId(id)) === null)
      await this.insertCharter(actor, workspace, id, language);
    return this.get(actor, workspaceId);
  }

  /** A text that is there already becomes the charter; who reads it stays as it is. Null takes that back. */
  async chooseCharter(
    actor: Person,
    workspaceId: WorkspaceId,
    { documentId }: ChooseCharter,
  ): Promise<Community> {
    await this.access.require(actor, 'community.choose-charter', { workspaceId });
    if (documentId !== null && !(await this.isCharterable(workspaceId, documentId))) {
      throw invalidField('documentId', 'no-such-document', 'documentId: choose a document of this workspace');
    }
    await this.records.setCharter(workspaceId, documentId);
    this.means.events.publish({ type: 'workspace.changed', workspaceId });
    return this.get(actor, workspaceId);
  }

  private async isCharterable(workspaceId: WorkspaceId, documentId: DocumentId): Promise<boolean> {
    const document = await this.means.documents.byId(documentId);
    return document?.workspaceId === workspaceId && document.archivedAt === null;
  }

  private async insertCharter(
    actor: Person,
    workspace: WorkspaceRecord,
    id: DocumentId,
    language: BeginCharter['language'],
  ): Promise<void> {
    const { userId, organisationId } = actor;
    if (organisationId === null) {
      throw new KontorError('conflict', 'A document belongs to an organisation, and you belong to none.');
    }
    const title = `${language === 'de' ? 'Charta' : 'Charter'}: ${workspace.name}`.slice(0, 100);
    const now = this.means.clock.now();
    // The text first: a record without text is never there.
    await this.means.texts.seed(id, { template: 'charter', language, title, userId });
    try {
      await this.means.documents.insert({
        id,
        workspaceId: workspace.id,
        revision: 0,
        title,
        docType: 'standard',
        ownerOrganisationId: organisationId,
        cityIds: [],
        countries: [],
        topics: [],
        language,
        implementationStatus: 'in-operation',
        startDate: null,
        endDate: null,
        status: 'draft',
        statusBeforeArchive: null,
        sharedWithMembers: true,
        sharedReason: title,
        isSample: false,
        createdAt: now,
        createdBy: userId,
        updatedAt: now,
        updatedBy: userId,
        textChangedAt: null,
        archivedAt: null,
      });
    } catch (error) {
      if ((await this.means.documents.byId(id)) === null) throw error;
    }
    this.means.events.publish({
      type: 'practice-document.changed',
      workspaceId: workspace.id,
      documentId: id,
    });
  }

  /** `hidden`: there is one, and the reader may not open it, or it is in the archive. */
  private async charterFor(
    actor: Person,
    { id: workspaceId }: WorkspaceRecord,
    chosen: DocumentId | null,
  ): Promise<Community['charter'] | 'hidden'> {
    const documentId = chosen ?? charterIdOf(workspaceId);
    if ((await this.means.documents.byId(documentId)) === null) return null;
    try {
      const { document } = await this.access.require(actor, 'practice-document.read', { documentId });
      const { title, sharedWithMembers, archivedAt } = document;
      return archivedAt === null ? { id: documentId, title, sharedWithMembers } : 'hidden';
    } catch (error) {
      if (error instanceof KontorError) return 'hidden';
      throw error;
    }
  }

  private async companions({ members }: WorkspaceRecord): Promise<Community['places']> {
    const accounts = await this.means.accounts.byIds(members.map(({ userId }) => userId));
    const organisationIds = accounts.flatMap(({ organisationId }) =>
      organisationId === null ? [] : [organisationId],
    );
    const cards = await this.means.organisations.organisationsByIds([...new Set(organisationIds)]);
    const cardOf = new Map<string, (typeof cards)[number]>(cards.map((card) => [card.id, card]));
    const membershipBy = new Map<UserId, Membership>(members.map((member) => [member.userId, member]));
    const places = new Map<string, Community['places'][number]>();
    for (const account of accounts.filter(({ disabledAt }) => disabledAt === null).sort(byName)) {
      const membership = membershipBy.get(account.id);
      if (membership === undefined) continue;
      const card = cardOf.get(account.organisationId ?? '');
      const cityId = card?.cityId ?? null;
      const place = places.get(cityId ?? '') ?? { cityId, name: card?.cityName ?? null, people: [] };
      place.people.push(companionOf(account, membership));
      places.set(cityId ?? '', place);
    }
    return [...places.values()].sort(
      (a, b) =>
        Number(a.cityId === null) - Number(b.cityId === null) ||
        byName({ name: a.name ?? '', id: a.cityId ?? '' }, { name: b.name ?? '', id: b.cityId ?? '' }),
    );
  }
}

function companionOf({ id, name, profile }: Account, { role }: Membership): Companion {
  const { jobTitle, languages, topics, expertise } = profile;
  return { id, name, role, jobTitle, languages, topics, expertise };
}
