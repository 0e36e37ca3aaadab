import { z } from 'zod';
import { Affiliation } from './identity.contract.js';
import { CityId, Day, UserId, WorkspaceId } from './ids.js';
import { PageQuery, page } from './paging.js';
import { TOPICS, Topic } from './practice-documents.contract.js';
import { WorkspaceRole } from './workspaces.contract.js';

/** Languages that people of the partnership speak: those of the content, and those of their neighbours. */
export const SPOKEN_LANGUAGES = [
  'en', 'de', 'nl', 'da', 'sv', 'nb', 'fi', 'et', 'lv', 'lt', 'pl', 'fy',
  'fr', 'it', 'es', 'pt', 'el', 'hu', 'cs', 'sk', 'sl', 'ro', 'bg', 'hr', 'ga', 'eu', 'ca', 'is', 'ru', 'uk',
] as const; // prettier-ignore
export const SpokenLanguage = z.enum(SPOKEN_LANGUAGES);
export type SpokenLanguage = z.infer<typeof SpokenLanguage>;

/** Bands of the Common European Framework: A1 to A2, B1 to B2, C1 to C2, and one's own. */
export const LANGUAGE_LEVELS = ['basic', 'independent', 'proficient', 'native'] as const;
export const LanguageLevel = z.enum(LANGUAGE_LEVELS);
export type LanguageLevel = z.infer<typeof LanguageLevel>;

export const PersonLanguage = z.strictObject({ language: SpokenLanguage, level: LanguageLevel });
export type PersonLanguage = z.infer<typeof PersonLanguage>;

export const AVAILABILITIES = ['open', 'limited', 'away'] as const;
export const Availability = z.enum(AVAILABILITIES);
export type Availability = z.infer<typeof Availability>;

/** The last character of an ORCID iD by ISO 7064 MOD 11-2, of the fifteen digits before it. */
function orcidCheck(digits: string): string {
  const total = Array.from(digits).reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const rest = (12 - (total % 11)) % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** Four groups of four, its address at orcid.org accepted as well; a mistyped one breaks the check digit. */
export const Orcid = z
  .string()
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/^(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\//, ''))
  .pipe(
    z
      .string()
      .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, 'must be an ORCID iD such as 0000-0002-1825-0097')
      .refine((orcid) => {
        const bare = orcid.replaceAll('-', '');
        return orcidCheck(bare.slice(0, 15)) === bare.slice(15);
      }, 'is mistyped: its check digit does not fit'),
  );

/** A name of the IANA time zone database that this platform knows. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(
    /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]+){1,2})$/,
    'must be a time zone such as Europe/Helsinki',
  )
  .refine((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }, 'is no time zone that is known here');
export type TimeZone = z.infer<typeof TimeZone>;

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}<>]*$/u, 'must not contain control characters or angle brackets');

/** What somebody knows, in own words; compared without case. */
export const Expertise = line(40).min(2);

/** All that a person tells of themselves. Nothing of it is asked for; a date of birth or a national number never is. */
const profile = {
  jobTitle: line(120),
  languages: z
    .array(PersonLanguage)
    .max(12)
    .refine(
      (all) => new Set(all.map(({ language }) => language)).size === all.length,
      'names a language twice',
    ),
  topics: z.array(Topic).max(TOPICS.length),
  expertise: z.array(Expertise).max(12),
  orcid: Orcid.nullable(),
  availability: Availability,
  /** The last day of the absence; null when it is open, or nobody is away. */
  awayUntil: Day.nullable(),
  about: z
    .string()
    .trim()
    .max(400)
    .regex(/^[^<>]*$/, 'must not contain angle brackets'),
};

/** `PATCH /me/profile`: what is not named stays. `timeZone: null` follows the organisation's country. */
export const UpdateProfile = z.strictObject({
  jobTitle: profile.jobTitle.optional(),
  languages: profile.languages.optional(),
  topics: profile.topics.optional(),
  expertise: profile.expertise.optional(),
  orcid: profile.orcid.optional(),
  availability: profile.availability.optional(),
  awayUntil: profile.awayUntil.optional(),
  about: profile.about.optional(),
  timeZone: TimeZone.nullable().optional(),
});
export type UpdateProfile = z.infer<typeof UpdateProfile>;

/** A person as the directory lists one. Never an address: who wants to write writes here. */
export const PersonEntry = z
  .object({
    id: UserId,
    name: z.string(),
    affiliation: Affiliation.nullable(),
    cityId: CityId.nullable(),
    jobTitle: z.string(),
    languages: z.array(PersonLanguage),
    topics: z.array(Topic),
    expertise: z.array(z.string()),
    /** As it is today where the person is: an absence that has passed is over. */
    availability: Availability,
    awayUntil: Day.nullable(),
    isSelf: z.boolean(),
  })
  .meta({ id: 'PersonEntry' });
export type PersonEntry = z.infer<typeof PersonEntry>;
export const PersonEntryPage = page(PersonEntry);

export const PersonProfile = PersonEntry.extend({
  about: z.string(),
  orcid: z.string().nullable(),
  timeZone: z.string(),
  /** The person chose it; else it is that of the organisation's country. */
  timeZoneChosen: z.boolean(),
  /** Workspaces that the reader and the person share. */
  workspaces: z.array(z.object({ id: WorkspaceId, name: z.string(), role: WorkspaceRole })),
  abilities: z.object({ edit: z.boolean() }),
}).meta({ id: 'PersonProfile' });
export type PersonProfile = z.infer<typeof PersonProfile>;

export const PeopleQuery = PageQuery.extend({
  /** Beginnings of words of the name. */
  q: z.string().trim().max(80).optional(),
  cityId: CityId.optional(),
  language: SpokenLanguage.optional(),
  topic: Topic.optional(),
  expertise: Expertise.optional(),
  workspaceId: WorkspaceId.optional(),
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;
