import type { WorkspaceId } from '@kontor/contracts';
import type { CommitmentRecord } from '../commitments/commitment.js';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';
import type { Account } from '../identity/account.js';
import { countryName, languageNames } from '../organisations/names.js';
import type { CityCard, OrganisationCard } from '../organisations/organisations.port.js';
import type { CityRecord } from '../organisations/records.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import { DOORS } from './doors.js';
import { languageOf } from './languages.js';
import { passagesOf, type TextPart } from './passages.js';
import type { SearchRecord } from './search-record.js';

type Whole = Omit<SearchRecord, 'part' | 'text' | 'place'>;

const NOTHING: Pick<
  Whole,
  'keywords' | 'language' | 'workspaceId' | 'cityIds' | 'countries' | 'topics' | 'status' | 'at'
> = {
  keywords: '',
  language: null,
  workspaceId: null,
  cityIds: [],
  countries: [],
  topics: [],
  status: null,
  at: null,
};

const headOf = (whole: Whole, text = ''): SearchRecord => ({ ...whole, part: '', place: null, text });

/** The head and, below it, what the text says. */
const withPassages = (whole: Whole, parts: readonly TextPart[]): SearchRecord[] => [
  headOf(whole),
  ...passagesOf(parts).map((passage) => ({ ...whole, keywords: '', ...passage })),
];

/** What a document is found by besides its own record. */
export interface DocumentNames {
  owner: OrganisationCard | null;
  cities: readonly CityCard[];
}

const wholeDocument = (document: PracticeDocumentRecord, { owner, cities }: DocumentNames): Whole => ({
  kind: 'practice-document',
  ofId: document.id,
  doors: [
    DOORS.allDrafts(document.workspaceId),
    ...(document.sharedWithMembers ? [DOORS.sharedDrafts(document.workspaceId)] : []),
  ],
  title: document.title,
  keywords: [
    owner?.name,
    ...cities.flatMap(({ name, country }) => [name, countryName(country)]),
    ...document.topics,
  ]
    .filter((name) => name !== undefined)
    .join(', '),
  language: document.language,
  workspaceId: document.workspaceId,
  cityIds: document.cityIds,
  countries: document.countries,
  topics: document.topics,
  status: document.status,
  at: later(document.updatedAt, document.textChangedAt),
});

/** A document with its text. */
export const documentRecords = (
  document: PracticeDocumentRecord,
  names: DocumentNames,
  parts: readonly TextPart[],
): SearchRecord[] => withPassages(wholeDocument(document, names), parts);

/** A document whose fields changed: its passages say what they said, and are found by whoever finds it now. */
export function redescribed(
  document: PracticeDocumentRecord,
  names: DocumentNames,
  before: readonly SearchRecord[],
): SearchRecord[] {
  const whole = wholeDocument(document, names);
  const passages = before.filter(({ part }) => part !== '');
  return [
    headOf(whole),
    ...passages.map(({ part, place, text }) => ({ ...whole, keywords: '', part, place, text })),
  ];
}

/** A post is found by the names of its files too. */
const postPart = ({ no, text, attachments }: PostRecord): TextPart => ({
  key: `post-${no}`,
  place: String(no),
  text: [text, ...attachments.map(({ name }) => name)].join('\n'),
});

/** What everybody who reads the thread may read of it, where it is. */
export const isStanding = ({ deletedAt, hidden, movedTo }: PostRecord): boolean =>
  deletedAt === null && hidden === null && movedTo === null;

/** No post says it: it belongs to the thread as a whole, like its title. */
function pollPart({ poll }: ThreadRecord): TextPart[] {
  if (poll === null) return [];
  const text = [poll.question ?? '', ...poll.options.map((option) => option.text)].join('\n');
  return [{ key: 'poll', place: null, text }];
}

/** A thread with the posts that stand in it; what was deleted, hidden or moved is not found here. */
export function threadRecords(
  thread: ThreadRecord,
  posts: readonly PostRecord[],
  city: CityCard | null,
): SearchRecord[] {
  const whole: Whole = {
    ...NOTHING,
    kind: 'thread',
    ofId: thread.id,
    doors: [
      DOORS.allThreads(thread.workspaceId),
      ...(thread.audience === 'community' ? [DOORS.communityThreads(thread.workspaceId)] : []),
    ],
    title: thread.title,
    keywords: [...thread.tags, thread.kind.replaceAll('-', ' '), city?.name ?? ''].join(', '),
    workspaceId: thread.workspaceId,
    cityIds: city === null ? [] : [city.id],
    countries: city === null ? [] : [city.country],
    status: thread.status,
    at: thread.lastPostAt,
  };
  if (thread.mergedInto !== null) return [];
  const standing = posts.filter(isStanding);
  // People of many places meet in a thread, each in the language at hand: every post is judged by itself.
  return withPassages(whole, [...standing.map(postPart), ...pollPart(thread)]).map((record) => ({
    ...record,
    language: languageOf(`${record.title} ${record.text}`),
  }));
}

/** A commitment: its present words, found by members once some of it was signed. */
export function commitmentRecords(
  commitment: CommitmentRecord,
  organisation: OrganisationCard | null,
): SearchRecord[] {
  const { id, workspaceId, title, text, topics, cityId, signatures, updatedAt } = commitment;
  const door = signatures.length > 0 ? DOORS.signedCommitments : DOORS.allCommitments;
  return [
    headOf(
      {
        ...NOTHING,
        kind: 'commitment',
        ofId: id,
        doors: [door(workspaceId)],
        title,
        keywords: [organisation?.name, organisation?.cityName, ...topics].filter(Boolean).join(', '),
        language: languageOf(`${title} ${text}`),
        workspaceId,
        cityIds: cityId === null ? [] : [cityId],
        countries: organisation?.country ? [organisation.country] : [],
        topics,
        at: updatedAt,
      },
      text,
    ),
  ];
}

/** What the record of a person is made of; a profile is read by whoever may see the person. */
export type PersonFacts = Pick<Account, 'id' | 'name' | 'disabledAt' | 'profile'>;

/** A person, found by those with whom a workspace is shared. None for whoever cannot sign in any more. */
export function personRecords(
  { id, name, disabledAt, profile }: PersonFacts,
  memberOf: readonly WorkspaceId[],
  organisation: OrganisationCard | null,
): SearchRecord[] {
  if (disabledAt !== null) return [];
  const { jobTitle, languages, topics, expertise, about } = profile;
  const whole: Whole = {
    ...NOTHING,
    kind: 'person',
    ofId: id,
    doors: [DOORS.people, DOORS.self(id), ...memberOf.map(DOORS.fellows)],
    title: name,
    keywords: [organisation?.cityName ?? '', ...topics].join(', '),
    topics,
    cityIds: organisation?.cityId ? [organisation.cityId] : [],
    countries: organisation?.country ? [organisation.country] : [],
  };
  const spoken = languages.map(({ language }) => languageNames(language).join(' / ')).join(', ');
  const told = [organisation?.name ?? '', jobTitle, expertise.join(', '), spoken, about];
  return [headOf(whole, told.filter(Boolean).join(' · '))];
}

export const organisationRecords = (organisation: OrganisationCard): SearchRecord[] => [
  headOf(
    {
      ...NOTHING,
      kind: 'organisation',
      ofId: organisation.id,
      doors: [DOORS.organisations],
      title: organisation.name,
      keywords: [
        organisation.cityName ?? '',
        organisation.country ? countryName(organisation.country) : '',
      ].join(', '),
      cityIds: organisation.cityId === null ? [] : [organisation.cityId],
      countries: organisation.country === null ? [] : [organisation.country],
    },
    organisation.cityName ?? '',
  ),
];

export const cityRecords = (city: CityRecord): SearchRecord[] => [
  headOf(
    {
      ...NOTHING,
      kind: 'city',
      ofId: city.id,
      doors: [DOORS.cities],
      title: city.name,
      keywords: '',
      cityIds: [city.id],
      countries: [city.country],
    },
    [...new Set([city.endonym, city.nuts3Label ?? '', countryName(city.country)])].filter(Boolean).join(', '),
  ),
];

const later = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);
