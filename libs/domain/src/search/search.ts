import {
  SEARCH_KINDS,
  type CityId,
  type MarkedText,
  type SearchKind,
  type SearchQuery,
  type WorkspaceId,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { Person } from '../kernel/actor.js';
import type { CityCard, OrganisationDirectory } from '../organisations/organisations.port.js';
import type { Memberships } from '../workspaces/memberships.port.js';
import { doorsOf, type Role } from './doors.js';
import { completions, excerpt, marked } from './highlights.js';
import type { HitJudge } from './hit-judge.js';
import { thingKey, type SearchRecord, type ThingRef } from './search-record.js';
import type { Answering, FindQuery, Found, SearchRecords } from './search.port.js';
import { askedWords } from './words.js';

/** What one reader finds. */
export interface HitView extends ThingRef {
  title: MarkedText;
  passage: MarkedText | null;
  record: SearchRecord;
  workspace: { id: WorkspaceId; name: string } | null;
  cities: CityCard[];
}
export interface SearchView {
  hits: HitView[];
  nextOffset: number | null;
  counts: { kind: SearchKind; count: number; isMore: boolean }[];
  words: 'all' | 'some';
  suggestions: string[];
}

export interface SearchMeans {
  access: Access;
  judge: HitJudge;
  memberships: Pick<Memberships, 'rolesOf'>;
  organisations: Pick<OrganisationDirectory, 'citiesByIds'>;
  /** Told of things whose records are not what the things are; resolves when they are. */
  refresh: (things: readonly ThingRef[]) => Promise<void>;
}

interface Looked {
  hits: HitView[];
  stale: ThingRef[];
}

const DAY_MS = 24 * 3_600_000;

/** One search over everything that has records. */
export class Search {
  constructor(
    private readonly records: SearchRecords,
    private readonly means: SearchMeans,
  ) {}

  /** Whatever is typed has an answer; what holds no word finds nothing. */
  async run(actor: Person, query: SearchQuery): Promise<SearchView> {
    this.means.access.requireAct(actor, 'search.run');
    const words = askedWords(query.q);
    if (words.length === 0) return { hits: [], nextOffset: null, counts: [], words: 'all', suggestions: [] };
    const roles = await this.means.memberships.rolesOf(actor.userId);
    const first = await this.once(actor, roles, query, words);
    if (first.stale.length === 0) return first.view;
    // Records lag behind: they are put right, so that counts tell no more than hits do.
    await this.means.refresh(first.stale);
    return (await this.once(actor, roles, query, words)).view;
  }

  private async once(
    actor: Person,
    roles: readonly Role[],
    query: SearchQuery,
    words: readonly string[],
  ): Promise<{ view: SearchView; stale: ThingRef[] }> {
    const doors = SEARCH_KINDS.flatMap((kind) => doorsOf(actor, roles, kind, query.workspaceId));
    const answering = await this.records.find({ ...asked(query), doors, words, demand: 'else-some' });
    const end = query.offset + query.limit;
    const shown = answering.found.slice(query.offset, end);
    const { hits, stale } = await this.look(actor, roles, shown, { doors, words });
    return {
      stale,
      view: {
        hits,
        nextOffset: answering.found.length > end ? end : null,
        counts: countsOf(answering, stale),
        words: answering.words,
        suggestions: completions(
          hits.map(({ title }) => title.text),
          query.q,
        ),
      },
    };
  }

  private async look(
    actor: Person,
    roles: readonly Role[],
    things: readonly Found[],
    query: Pick<FindQuery, 'doors' | 'words'>,
  ): Promise<Looked> {
    const records = await this.records.toShow(things, query);
    const judged = await Promise.all(
      things.map(async (thing) => {
        const record = records.get(thingKey(thing));
        const around = record && (await this.means.judge.judge(actor, roles, record));
        return { thing, record, around };
      }),
    );
    const cityIds = new Set<CityId>([...records.values()].flatMap(({ cityIds: ids }) => ids));
    const cards = await this.means.organisations.citiesByIds([...cityIds]);
    const cities = new Map(cards.map((card) => [card.id, card]));
    const looked: Looked = { hits: [], stale: [] };
    for (const { thing, record, around } of judged) {
      if (record === undefined || around === undefined) looked.stale.push(thing);
      else looked.hits.push(viewOf(record, around.workspace, query.words, cities));
    }
    return looked;
  }
}

function viewOf(
  record: SearchRecord,
  workspace: HitView['workspace'],
  words: readonly string[],
  cities: ReadonlyMap<CityId, CityCard>,
): HitView {
  const passage = record.text === '' ? null : excerpt(record.text, words);
  return {
    kind: record.kind,
    ofId: record.ofId,
    title: marked(record.title, words),
    passage,
    record,
    workspace,
    cities: record.cityIds.flatMap((id) => cities.get(id) ?? []),
  };
}

/** How the filters of a question ask the records. */
function asked({ kind, cityId, country, topic, language, status, from, until }: SearchQuery) {
  return {
    kinds: kind,
    cityId,
    country,
    topic,
    language,
    status,
    from: from === undefined ? undefined : new Date(from),
    until: until === undefined ? undefined : new Date(new Date(until).getTime() + DAY_MS),
  };
}

const countsOf = ({ counts, isCut }: Answering, stale: readonly ThingRef[]): SearchView['counts'] =>
  SEARCH_KINDS.map((kind) => ({
    kind,
    count: (counts.get(kind) ?? 0) - stale.filter((one) => one.kind === kind).length,
    isMore: isCut && counts.has(kind),
  }));
