import type { DocStore } from '@kontor/collab';
import type {
  Accounts,
  ActivityRecords,
  Clock,
  CommitmentRecords,
  CommunityRecords,
  DocumentRecords,
  OfferRecords,
  PasswordHasher,
  Places,
  ThreadRecords,
  VisitRecords,
  WorkspaceStore,
} from '@kontor/domain';
import type { Logger } from 'pino';
import { SHARED_DEMO_PASSWORD } from './demo-accounts.js';
import type { LoadRecord } from './load-record.js';
import {
  accountRecord,
  authorOf,
  charterRecord,
  charterText,
  documentId,
  documentRecord,
  DOCUMENTS,
  documentText,
  offerRecord,
  organisationRecords,
  userId,
  workspaceRecord,
  type SampleDocument,
} from './sample-records.js';
import { commitmentRecord, COMMITMENTS } from './sample-commitments.js';
import { sampleSittings } from './sample-activity.js';
import { sampleThreads, type SampleThread } from './sample-threads.js';
import {
  COMMUNITIES,
  OFFERS,
  ORGANISATIONS,
  PEOPLE,
  WORKSPACES,
  type SampleCommitment,
  type SampleCommunity,
  type SampleOffer,
  type SamplePerson,
  type SampleWorkspace,
} from './sample/index.js';

export interface DemoStores {
  places: Pick<Places, 'addMissingOrganisations'>;
  accounts: Pick<Accounts, 'insert'>;
  hasher: Pick<PasswordHasher, 'hash'>;
  workspaces: Pick<WorkspaceStore, 'insert'>;
  documents: Pick<DocumentRecords, 'insert'>;
  visits: Pick<VisitRecords, 'record'>;
  threads: Pick<ThreadRecords, 'insert'>;
  activities: Pick<ActivityRecords, 'note'>;
  communities: Pick<CommunityRecords, 'setFacilitator'>;
  commitments: Pick<CommitmentRecords, 'insert'>;
  offers: Pick<OfferRecords, 'put'>;
  texts: Pick<DocStore, 'create'>;
  loads: LoadRecord;
}

const MINUTE_MS = 60_000;

/**
 * Puts the demo partnership into the database, each item once for ever: what is there is never written over, and what
 * people changed, archived or deleted stays so. Dying half-way is harmless, the next start goes on.
 */
export class DemoLoader {
  constructor(
    private readonly stores: DemoStores,
    private readonly clock: Clock,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /**
   * Loads what was never loaded; one query when that is nothing.
   * @returns whether there was anything
   */
  async load(): Promise<boolean> {
    const started = performance.now();
    const loaded = await this.stores.loads.loaded();
    const isNew = (kind: string, slug: string): boolean => !loaded.has(`${kind}:${slug}`);
    const organisations = ORGANISATIONS.filter(({ slug }) => isNew('organisation', slug));
    const people = PEOPLE.filter(({ address }) => isNew('person', address));
    const workspaces = WORKSPACES.filter(({ slug }) => isNew('workspace', slug));
    const documents = DOCUMENTS.filter(({ slug }) => isNew('document', slug));
    const visitors = PEOPLE.filter(({ address, visits }) => visits.length > 0 && isNew('visits', address));
    const now = this.clock.now();
    const threads = sampleThreads(now).filter(({ slug }) => isNew('thread', slug));
    const communities = COMMUNITIES.filter(({ workspace }) => isNew('community', workspace));
    const commitments = COMMITMENTS.filter(({ slug }) => isNew('commitment', slug));
    const offers = OFFERS.filter((offer) => isNew('offer', slugOf(offer)));
    const sittings = sampleSittings(now).filter(({ slug }) => isNew('sitting', slug));
    const all = [organisations, people, workspaces, documents, visitors, threads, communities, commitments];
    const count = all.flat().length + offers.length + sittings.length;
    if (count === 0) return false;
    const slugs = organisations.map(({ slug }) => slug);
    await this.stores.places.addMissingOrganisations(organisationRecords(new Set(slugs)));
    await this.note('organisation', slugs, now);
    // All at once: nobody is let in before this is done, and hashing and writing wait for different things.
    await Promise.all([
      ...people.map((person) => this.loadPerson(person, now)),
      ...workspaces.map((workspace) => this.loadWorkspace(workspace, now)),
      ...documents.map((document) => this.loadDocument(document, now)),
      ...visitors.map((visitor) => this.loadVisits(visitor, now)),
      ...threads.map((thread) => this.loadThread(thread, now)),
      ...communities.map((community) => this.loadCommunity(community, now)),
      ...commitments.map((commitment) => this.loadCommitment(commitment, now)),
      ...offers.map((offer) => this.loadOffer(offer, now)),
    ]);
    await this.stores.activities.note(sittings.map(({ happening }) => happening));
    await this.note(
      'sitting',
      sittings.map(({ slug }) => slug),
      now,
    );
    const ms = Math.round(performance.now() - started);
    this.log.info({ items: count, ms }, 'the demo partnership is loaded');
    return true;
  }

  private async loadPerson(person: SamplePerson, now: Date): Promise<void> {
    // A hash of its own for each: equal ones would tell everybody with a copy that the passwords are equal.
    const hash = await this.stores.hasher.hash(SHARED_DEMO_PASSWORD);
    await insertOnce(() => this.stores.accounts.insert(accountRecord(person, hash, now)));
    await this.note('person', [person.address], now);
  }

  private async loadWorkspace(workspace: SampleWorkspace, now: Date): Promise<void> {
    await insertOnce(() => this.stores.workspaces.insert(workspaceRecord(workspace, now)));
    await this.note('workspace', [workspace.slug], now);
  }

  /** The text before the record: a document that can be found can be opened. */
  private async loadDocument(document: SampleDocument, now: Date): Promise<void> {
    const record = documentRecord(document, now);
    await this.stores.texts.create(record.id, {
      update: documentText(document),
      userId: authorOf(document),
      at: record.createdAt.getTime(),
    });
    await insertOnce(() => this.stores.documents.insert(record));
    await this.note('document', [document.slug], now);
  }

  private async loadVisits(person: SamplePerson, now: Date): Promise<void> {
    for (const [index, slug] of person.visits.entries()) {
      const visitedAt = new Date(now.getTime() - (index + 1) * 47 * MINUTE_MS);
      await this.stores.visits.record(userId(person.address), {
        documentId: documentId(slug),
        sectionId: null,
        visitedAt,
      });
    }
    await this.note('visits', [person.address], now);
  }

  private async loadCommunity(community: SampleCommunity, now: Date): Promise<void> {
    const record = charterRecord(community, now);
    const at = record.createdAt.getTime();
    const update = charterText(community, record.id);
    await this.stores.texts.create(record.id, { update, userId: record.createdBy, at });
    await insertOnce(() => this.stores.documents.insert(record));
    await this.stores.communities.setFacilitator(record.workspaceId, userId(community.facilitator));
    await this.note('community', [community.workspace], now);
  }

  private async loadCommitment(commitment: SampleCommitment, now: Date): Promise<void> {
    await this.stores.commitments.insert(commitmentRecord(commitment, now));
    await this.note('commitment', [commitment.slug], now);
  }

  private async loadOffer(offer: SampleOffer, now: Date): Promise<void> {
    await this.stores.offers.put(offerRecord(offer, now));
    await this.note('offer', [slugOf(offer)], now);
  }

  private async loadThread({ slug, thread, posts }: SampleThread, now: Date): Promise<void> {
    await this.stores.threads.insert(thread, posts);
    await this.note('thread', [slug], now);
  }

  private note(kind: string, slugs: readonly string[], at: Date): Promise<void> {
    return this.stores.loads.note(
      slugs.map((slug) => `${kind}:${slug}`),
      at,
    );
  }
}

const slugOf = ({ workspace, by, topic }: SampleOffer): string => [workspace, by, topic].join('/');

/** An item that is there already (a start that died, another node) is loaded. */
async function insertOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 11000;
    if (!isThere) throw error;
  }
}
