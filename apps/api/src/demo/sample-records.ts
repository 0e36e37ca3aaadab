import { CityId, DocumentId, OrganisationId, UserId, WorkspaceId } from '@kontor/contracts';
import { charterTemplate, guidedTemplate, sectionsToJson, seedUpdate } from '@kontor/documents';
import {
  charterIdOf,
  EMPTY_PROFILE,
  newAccount,
  slugId,
  type Account,
  type Membership,
  type OfferRecord,
  type OrganisationRecord,
  type PracticeDocumentRecord,
  type WorkspaceRecord,
} from '@kontor/domain';
import { PLACES } from '../organisations/reference/places.js';
import { demoAddress } from './demo-accounts.js';
import {
  METHODS,
  ORGANISATIONS,
  PEOPLE,
  practiceBlocks,
  PROFILES,
  PRACTICES,
  type Method,
  type Practice,
  type SampleCommunity,
  type SampleOffer,
  type SamplePerson,
  type SampleWorkspace,
} from './sample/index.js';

/** Records of the sample data. Ids come from slugs, so two starts, and two nodes, mean the same things. */
export const cityId = (slug: string) => CityId.parse(slugId('city', slug));
export const organisationId = (slug: string) => OrganisationId.parse(slugId('organisation', slug));
export const userId = (address: string) => UserId.parse(slugId('person', address));
export const workspaceId = (slug: string) => WorkspaceId.parse(slugId('workspace', slug));
export const documentId = (slug: string) => DocumentId.parse(slugId('document', slug));

export type SampleDocument = Practice | Method;
export const DOCUMENTS: readonly SampleDocument[] = [...PRACTICES, ...METHODS];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 350 * DAY_MS;
/** People and workspaces are older than documents, and no two documents are of one moment: lists have an order. */
const foundedBefore = (now: Date): Date => new Date(now.getTime() - 30 * DAY_MS);
const writtenBefore = (now: Date, index: number): Date => new Date(now.getTime() - (index + 1) * 7 * HOUR_MS);

export const organisationRecords = (slugs: ReadonlySet<string>): OrganisationRecord[] =>
  ORGANISATIONS.filter(({ slug }) => slugs.has(slug)).map(({ slug, name, type, city, programmes }) => ({
    id: organisationId(slug),
    name,
    type,
    cityId: city === null ? null : cityId(city),
    programmes: programmes.map((entry) => ({ ...entry })),
  }));

export const accountRecord = (person: SamplePerson, passwordHash: string, now: Date): Account => ({
  ...newAccount({
    id: userId(person.address),
    email: demoAddress(person),
    name: person.name,
    passwordHash,
    language: person.language,
    organisationId: person.organisation === null ? null : organisationId(person.organisation),
    isOperator: person.role === 'operator',
    createdAt: foundedBefore(now),
  }),
  profile: { ...EMPTY_PROFILE, ...PROFILES[person.address] },
});

export function workspaceRecord(workspace: SampleWorkspace, now: Date): WorkspaceRecord {
  const founded = new Date(now.getTime() - YEAR_MS);
  // The coordinator began it; the others came over the year, so that growth has something to show.
  const members = PEOPLE.flatMap(({ address, memberships }, index): Membership[] => {
    const role = memberships[workspace.slug];
    const since = new Date(
      founded.getTime() + (role === 'coordinator' ? 0 : ((index * 3) % 11) * 30 * DAY_MS),
    );
    return role === undefined ? [] : [{ userId: userId(address), role, since }];
  });
  return {
    id: workspaceId(workspace.slug),
    revision: 0,
    name: workspace.name,
    description: workspace.description,
    programme: workspace.programme,
    isSample: true,
    members,
    usedInvitations: [],
    createdAt: founded,
    createdBy: authorOf({ workspace: workspace.slug, owner: '' }),
    updatedAt: founded,
    archivedAt: null,
  };
}

export function documentRecord(document: SampleDocument, now: Date): PracticeDocumentRecord {
  const at = writtenBefore(now, DOCUMENTS.indexOf(document));
  const author = authorOf(document);
  return {
    id: documentId(document.slug),
    workspaceId: workspaceId(document.workspace),
    revision: 0,
    title: document.title,
    docType: document.docType,
    status: 'draft',
    statusBeforeArchive: null,
    ownerOrganisationId: organisationId(document.owner),
    cityIds: document.cities.map(cityId),
    countries: [...new Set(document.cities.map(countryOf))].sort(),
    topics: [...document.topics],
    language: document.language,
    implementationStatus: document.implementationStatus,
    startDate: document.startDate,
    endDate: null,
    sharedWithMembers: document.shared,
    sharedReason: document.shared ? 'Sample data for community members to read' : null,
    isSample: true,
    createdAt: at,
    createdBy: author,
    updatedAt: at,
    updatedBy: author,
    textChangedAt: at,
    archivedAt: null,
  };
}

/** The first update of the document's text. The same call gives the same bytes. */
export function documentText(document: SampleDocument): Uint8Array {
  const id = documentId(document.slug);
  const json =
    'sections' in document
      ? sectionsToJson(
          document.sections.map(({ title, blocks }) => ({ key: null, title, blocks })),
          id,
        )
      : guidedTemplate({ language: document.language, content: practiceBlocks(document), idSeed: id });
  return seedUpdate(json);
}

export const offerRecord = ({ workspace, by, ...offer }: SampleOffer, at: Date): OfferRecord => ({
  ...offer,
  workspaceId: workspaceId(workspace),
  userId: userId(by),
  at,
});

/** The charter of a sample community, as a document of its workspace. */
export function charterRecord({ workspace, title }: SampleCommunity, now: Date): PracticeDocumentRecord {
  const at = foundedBefore(now);
  const author = authorOf({ workspace, owner: '' });
  const person = PEOPLE.find(({ address }) => userId(address) === author);
  return {
    id: charterIdOf(workspaceId(workspace)),
    workspaceId: workspaceId(workspace),
    revision: 0,
    title,
    docType: 'standard',
    status: 'draft',
    statusBeforeArchive: null,
    ownerOrganisationId: organisationId(person?.organisation ?? ''),
    cityIds: [],
    countries: [],
    topics: [],
    language: 'en',
    implementationStatus: 'in-operation',
    startDate: null,
    endDate: null,
    sharedWithMembers: true,
    sharedReason: title,
    isSample: true,
    createdAt: at,
    createdBy: author,
    updatedAt: at,
    updatedBy: author,
    textChangedAt: at,
    archivedAt: null,
  };
}

export const charterText = ({ answers }: SampleCommunity, id: DocumentId): Uint8Array =>
  seedUpdate(charterTemplate({ language: 'en', idSeed: id, answers }));

function countryOf(slug: string): string {
  const place = PLACES.find((known) => known.slug === slug);
  if (place === undefined) throw new Error(`the sample data name an unknown city: ${slug}`);
  return place.country;
}

/** An editor of the owning organisation who works in the workspace, else its coordinator. */
export function authorOf({ workspace, owner }: Pick<SampleDocument, 'workspace' | 'owner'>): UserId {
  const inside = PEOPLE.filter(({ memberships }) => memberships[workspace] !== undefined);
  const author =
    inside.find((person) => person.organisation === owner && person.memberships[workspace] === 'editor') ??
    inside.find((person) => person.memberships[workspace] === 'coordinator');
  if (author === undefined) throw new Error(`the sample workspace ${workspace} has no coordinator`);
  return userId(author.address);
}
