import { createHash } from 'node:crypto';
import type { OrganisationId, WorkspaceId } from '@kontor/contracts';
import type { CommitmentRecord } from '../commitments/commitment.js';
import type { ThreadRecord } from '../discussions/thread.js';
import type { CityRecord, OrganisationRecord } from '../organisations/records.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { Profile } from '../people/profile.js';
import { RECORDS_VERSION } from './search-record.js';

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/**
 * Words that change whenever the records of a thing must. Made of what is stored with the thing, so that a look over all
 * things needs no texts; and of how records are made, so that an upgrade that makes them otherwise writes them anew.
 */
export const versionOf = {
  document: ({
    revision,
    textChangedAt,
  }: Pick<PracticeDocumentRecord, 'revision' | 'textChangedAt'>): string =>
    `${RECORDS_VERSION}.${revision}.${textChangedAt?.getTime() ?? 0}`,
  thread: ({ seq }: Pick<ThreadRecord, 'seq'>): string => `${RECORDS_VERSION}.${seq}`,
  commitment: ({ revision }: Pick<CommitmentRecord, 'revision'>): string => `${RECORDS_VERSION}.${revision}`,
  person: (
    account: {
      name: string;
      organisationId: OrganisationId | null;
      disabledAt: Date | null;
      profile: Profile;
    },
    memberOf: readonly WorkspaceId[],
  ): string =>
    `${RECORDS_VERSION}.${digest([account.name, account.organisationId, account.disabledAt === null, toldOf(account.profile), [...memberOf].sort()])}`,
  organisation: ({ name, cityId }: Pick<OrganisationRecord, 'name' | 'cityId'>): string =>
    `${RECORDS_VERSION}.${digest([name, cityId])}`,
  city: ({ name, endonym, country, nuts3Label }: Pick<CityRecord, 'name' | 'endonym' | 'country' | 'nuts3Label'>): string =>
    `${RECORDS_VERSION}.${digest([name, endonym, country, nuts3Label])}`,
}; // prettier-ignore

/** Of a profile, what is searched. */
const toldOf = ({ jobTitle, languages, topics, expertise, about }: Profile): unknown[] => [
  jobTitle,
  languages.map(({ language }) => language),
  topics,
  expertise,
  about,
];

/** Of a document whose fields are right in the index and whose text still has to be read. */
export const withoutText = (version: string): string => `${version}-`;

/** Whether two versions of a document differ in its text only. */
export const isSameButText = (a: string, b: string): boolean => fieldsOf(a) === fieldsOf(b);
const fieldsOf = (version: string): string => version.split('.').slice(0, 2).join('.');
