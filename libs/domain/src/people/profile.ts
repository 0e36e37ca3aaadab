import type {
  Availability,
  OrganisationId,
  PersonLanguage,
  SpokenLanguage,
  Topic,
  UserId,
} from '@kontor/contracts';

/** What a person tells of themselves. */
export interface Profile {
  jobTitle: string;
  languages: PersonLanguage[];
  topics: Topic[];
  /** In own words. */
  expertise: string[];
  orcid: string | null;
  availability: Availability;
  /** Last day of the absence, `YYYY-MM-DD`. */
  awayUntil: string | null;
  about: string;
  /** Null follows the organisation's country. */
  timeZone: string | null;
}

export const EMPTY_PROFILE: Profile = {
  jobTitle: '',
  languages: [],
  topics: [],
  expertise: [],
  orcid: null,
  availability: 'open',
  awayUntil: null,
  about: '',
  timeZone: null,
};

/** Which people of the directory are asked for. `among` is the reader's scope: part of the query itself. */
export interface PersonPageQuery {
  among: 'all' | readonly UserId[];
  /** Folded beginnings of words of the name, all of which must be there. */
  words: readonly string[];
  organisationIds?: readonly OrganisationId[] | undefined;
  language?: SpokenLanguage | undefined;
  topic?: Topic | undefined;
  /** Folded. */
  expertise?: string | undefined;
  after: { key: string; id: string } | null;
  limit: number;
}

/**
 * Whether somebody can be reached today, by the calendar of where they are: nobody comes back from a holiday to tell a form
 * that it is over.
 */
export function availabilityAt(
  { availability, awayUntil }: Pick<Profile, 'availability' | 'awayUntil'>,
  now: Date,
  timeZone: string,
): Pick<Profile, 'availability' | 'awayUntil'> {
  if (availability === 'open' || awayUntil === null) return { availability, awayUntil: null };
  // Swedish dates are ISO dates.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
  return awayUntil < today ? { availability: 'open', awayUntil: null } : { availability, awayUntil };
}
