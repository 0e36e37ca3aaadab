import { SECTION_KEYS, type SectionKey } from '@kontor/contracts';
import { guidedTemplate } from '@kontor/documents';
import type { Happening, Place, SectionMark } from '@kontor/domain';
import { PLACES } from '../organisations/reference/places.js';
import { authorOf, cityId, documentId, organisationId, userId, workspaceId } from './sample-records.js';
import { ORGANISATIONS, PEOPLE, PRACTICES, type Practice, type SamplePerson } from './sample/index.js';

/** Sittings at a text that the demo begins with; what was begun, said and joined is derived from the records themselves. */
export interface SampleSitting {
  slug: string;
  happening: Happening & { place: Place };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Two places have worked at each practice lately, the one that owns it more than the other. */
export function sampleSittings(now: Date): SampleSitting[] {
  return PRACTICES.flatMap((practice, index) => {
    const inside = PEOPLE.filter(({ memberships }) => memberships[practice.workspace] === 'editor');
    const owner = PEOPLE.find(({ address }) => userId(address) === authorOf(practice));
    const other = inside.filter((person) => person !== owner)[index % Math.max(1, inside.length - 1)];
    const lately = now.getTime() - (index % 6) * DAY_MS - (index % 5) * HOUR_MS;
    return [
      ...sittings(practice, owner, { times: 3, last: lately, sections: ['problem', 'evidence'] }),
      ...sittings(practice, other, { times: 1, last: lately - 2 * HOUR_MS, sections: ['challenges'] }),
    ];
  });
}

interface Sittings {
  times: number;
  last: number;
  sections: SectionKey[];
}

function sittings(
  practice: Practice,
  person: SamplePerson | undefined,
  { times, last, sections }: Sittings,
): SampleSitting[] {
  if (person === undefined) return [];
  return Array.from({ length: times }, (_, n) => ({
    slug: `${practice.slug}-${person.address}-${n}`,
    happening: {
      workspaceId: workspaceId(practice.workspace),
      kind: 'text-edited',
      documentId: documentId(practice.slug),
      threadId: null,
      actorId: userId(person.address),
      at: new Date(last - n * 0.5 * HOUR_MS),
      source: `sample-${person.address}-${n}`,
      sections: marksOf(practice, [sections[n % sections.length] ?? 'problem']),
      place: placeOf(person),
    },
  }));
}

/** The sections as the text of this practice names them. */
function marksOf(practice: Practice, keys: readonly SectionKey[]): SectionMark[] {
  const { content = [] } = guidedTemplate({ language: practice.language, idSeed: documentId(practice.slug) });
  return content.flatMap((section, index): SectionMark[] => {
    const key = SECTION_KEYS[index];
    if (key === undefined || !keys.includes(key)) return [];
    const title = section.content?.[0]?.content?.[0]?.text ?? key;
    return [{ id: String(section.attrs?.['id']), key, title }];
  });
}

function placeOf({ organisation }: SamplePerson): Place {
  const city = ORGANISATIONS.find(({ slug }) => slug === organisation)?.city ?? null;
  return {
    organisationId: organisation === null ? null : organisationId(organisation),
    cityId: city !== null && PLACES.some(({ slug }) => slug === city) ? cityId(city) : null,
  };
}
