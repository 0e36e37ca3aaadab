import {
  CityId,
  CommitmentId,
  DocumentId,
  OrganisationId,
  SEARCH_KINDS,
  ThreadId,
  UserId,
  type SearchKind,
} from '@kontor/contracts';
import type { CommitmentRecords } from '../commitments/commitments.port.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { Accounts } from '../identity/accounts.port.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { Places } from '../organisations/places.port.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { DocumentRecords } from '../practice-documents/practice-documents.port.js';
import type { Memberships } from '../workspaces/memberships.port.js';
import {
  cityRecords,
  commitmentRecords,
  documentRecords,
  organisationRecords,
  personRecords,
  redescribed,
  threadRecords,
  type DocumentNames,
} from './projections.js';
import type { IndexedThing, SearchRecord, ThingRef } from './search-record.js';
import type { DocumentSections, SearchRecords, SearchSources } from './search.port.js';
import { isSameButText, withoutText } from './versions.js';

/** Where the index reads what it is made of. */
export interface IndexMeans {
  sources: SearchSources;
  documents: Pick<DocumentRecords, 'byId'>;
  sections: DocumentSections;
  threads: Pick<ThreadRecords, 'byId' | 'posts'>;
  commitments: Pick<CommitmentRecords, 'byId'>;
  accounts: Pick<Accounts, 'byId'>;
  memberships: Pick<Memberships, 'rolesOf'>;
  organisations: OrganisationDirectory;
  places: Pick<Places, 'cityById'>;
}

const PAGE = 200;
/** Others may write at the same time; more is a flood, and the next look over all things settles it. */
const ATTEMPTS = 5;

/** Keeps the records of everything that can be found as the things are. Every act may be repeated, on any node. */
export class SearchIndex {
  constructor(
    private readonly records: SearchRecords,
    private readonly means: IndexMeans,
  ) {}

  /**
   * Writes the records of a thing from what it is now. Two nodes that do it at once end right: whoever wrote looks whether
   * the thing is still what was written, and does it again if not.
   */
  async refresh(thing: ThingRef): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const version = await this.means.sources.version(thing);
      const { records, isWhole } = version === null ? NOTHING : await this.load(thing);
      const written = isWhole ? (version ?? '') : withoutText(version ?? '');
      await this.records.put(thing, written, records);
      if ((await this.means.sources.version(thing)) === version) return;
    }
  }

  /**
   * Brings fields and doors of a document up to date without reading its text; nothing happens when only the text changed.
   * For the moment of a change, when the text may be in the midst of being written.
   */
  async redescribe(documentId: DocumentId): Promise<void> {
    const thing: ThingRef = { kind: 'practice-document', ofId: documentId };
    const version = await this.means.sources.version(thing);
    const document = version && (await this.means.documents.byId(documentId));
    if (!version || !document) return this.records.put(thing, '', []);
    const [head] = await this.records.indexed(thing.kind, before(documentId), 1);
    if (head?.ofId === documentId && isSameButText(head.version, version)) return;
    const old = await this.records.of(thing);
    await this.records.put(
      thing,
      withoutText(version),
      redescribed(document, await this.names(document), old),
    );
  }

  /**
   * Looks over everything there is and everything that is indexed, side by side, and refreshes what differs: what a crash,
   * a lost event, a restored backup or an upgrade left behind. Safe on many nodes at once.
   *
   * @param isStopping asked between things, so that a shutdown need not wait for all of them
   * @returns how many things were refreshed
   */
  async catchUp(isStopping: () => boolean = () => false): Promise<number> {
    let refreshed = 0;
    for (const kind of SEARCH_KINDS) {
      for await (const ofId of this.differing(kind)) {
        if (isStopping()) return refreshed;
        await this.refresh({ kind, ofId });
        refreshed += 1;
      }
    }
    return refreshed;
  }

  /** Ids whose version in the index is not the thing's, in order. */
  private async *differing(kind: SearchKind): AsyncGenerator<string> {
    const there = walk((after) => this.means.sources.existing(kind, after, PAGE));
    const here = walk((after) => this.records.indexed(kind, after, PAGE));
    let [thing, row] = [await there.next(), await here.next()];
    while (!thing.done || !row.done) {
      const thingId = thing.done ? LAST : thing.value.ofId;
      const rowId = row.done ? LAST : row.value.ofId;
      const isSame =
        thingId === rowId && !thing.done && !row.done && thing.value.version === row.value.version;
      if (!isSame) yield thingId < rowId ? thingId : rowId;
      const [ahead, behind] = [thingId <= rowId, rowId <= thingId];
      if (ahead) thing = await there.next();
      if (behind) row = await here.next();
    }
  }

  private async load({ kind, ofId }: ThingRef): Promise<Loaded> {
    switch (kind) {
      case 'practice-document':
        return this.document(DocumentId.parse(ofId));
      case 'thread':
        return whole(await this.thread(ThreadId.parse(ofId)));
      case 'commitment':
        return whole(await this.commitment(CommitmentId.parse(ofId)));
      case 'person':
        return whole(await this.person(UserId.parse(ofId)));
      case 'organisation': {
        const found = await this.means.organisations.organisationsByIds([OrganisationId.parse(ofId)]);
        return whole(found.flatMap(organisationRecords));
      }
      case 'city': {
        const city = await this.means.places.cityById(CityId.parse(ofId));
        return whole(city === null ? [] : cityRecords(city));
      }
    }
  }

  private async document(documentId: DocumentId): Promise<Loaded> {
    const document = await this.means.documents.byId(documentId);
    if (document === null) return NOTHING;
    const [names, sections] = await Promise.all([this.names(document), this.means.sections.read(documentId)]);
    if (sections !== null) return whole(documentRecords(document, names, sections));
    const old = await this.records.of({ kind: 'practice-document', ofId: documentId });
    return { records: redescribed(document, names, old), isWhole: false };
  }

  private async names({ ownerOrganisationId, cityIds }: PracticeDocumentRecord): Promise<DocumentNames> {
    const { organisations } = this.means;
    const [[owner], cities] = await Promise.all([
      organisations.organisationsByIds([ownerOrganisationId]),
      organisations.citiesByIds(cityIds),
    ]);
    return { owner: owner ?? null, cities };
  }

  private async thread(threadId: ThreadId): Promise<SearchRecord[]> {
    const thread = await this.means.threads.byId(threadId);
    if (thread === null) return [];
    const [posts, [city]] = await Promise.all([
      this.means.threads.posts(threadId, 0),
      this.means.organisations.citiesByIds(thread.cityId === null ? [] : [thread.cityId]),
    ]);
    return threadRecords(thread, posts, city ?? null);
  }

  private async commitment(commitmentId: CommitmentId): Promise<SearchRecord[]> {
    const commitment = await this.means.commitments.byId(commitmentId);
    if (commitment === null) return [];
    const [organisation] = await this.means.organisations.organisationsByIds([commitment.organisationId]);
    return commitmentRecords(commitment, organisation ?? null);
  }

  private async person(userId: UserId): Promise<SearchRecord[]> {
    const [account, roles] = await Promise.all([
      this.means.accounts.byId(userId),
      this.means.memberships.rolesOf(userId),
    ]);
    if (account === null) return [];
    const ids = account.organisationId === null ? [] : [account.organisationId];
    const [organisation] = await this.means.organisations.organisationsByIds(ids);
    return personRecords(
      account,
      roles.map(({ workspaceId }) => workspaceId),
      organisation ?? null,
    );
  }
}

interface Loaded {
  records: SearchRecord[];
  /** False: the text could not be read now. */
  isWhole: boolean;
}
const whole = (records: SearchRecord[]): Loaded => ({ records, isWhole: true });
const NOTHING: Loaded = { records: [], isWhole: true };
/** Beyond every id. */
const LAST = 'g';
/** The greatest text before an id of 24 hex digits, for a look at that very one. */
const before = (id: string): string =>
  /^0+$/.test(id) ? '' : (BigInt(`0x${id}`) - 1n).toString(16).padStart(24, '0');

/** All rows, a page at a time. */
async function* walk(page: (after: string) => Promise<IndexedThing[]>): AsyncGenerator<IndexedThing, void> {
  let after = '';
  for (;;) {
    const rows = await page(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.ofId;
  }
}
