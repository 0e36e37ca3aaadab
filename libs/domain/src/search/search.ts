import {
  MAX_HITS,
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
import { bestFirst, ranked, type RankedThing } from './ranking.js';
import type { SearchRecord, ThingRef } from './search-record.js';
import type { FindQuery, SearchRecords } from './search.port.js';
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

type Result = { kind: SearchKind; things: RankedThing[]; isCut: boolean }[];
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
    let demand: FindQuery['demand'] = 'all';
    let result = await this.find(actor, roles, query, words, demand);
    if (words.length > 1 && result.every(({ things }) => things.length === 0)) {
      const some = await this.find(actor, roles, query, words, 'some');
      const all = withAll(some, words.length);
      // Words that stand in different passages of one text are all in that text.
      if (all.some(({ things }) => things.length > 0)) result = all;
      else [result, demand] = [some, 'some'];
    }
    const wanted = result.filter(({ kind }) => query.kind === undefined || query.kind.includes(kind));
    const all = bestFirst(wanted.flatMap(({ things }) => things)).slice(0, MAX_HITS);
    const end = query.offset + query.limit;
    const { hits, stale } = await this.look(actor, roles, all.slice(query.offset, end), words);
    return {
      stale,
      view: {
        hits,
        nextOffset: all.length > end ? end : null,
        counts: countsOf(result, stale),
        words: demand,
        suggestions: completions(
          hits.map(({ title }) => title.text),
          query.q,
        ),
      },
    };
  }

  /** Each kind by itself, so that many posts about something do not crowd out the city of that name. */
  private find(
    actor: Person,
    roles: readonly Role[],
    query: SearchQuery,
    words: readonly string[],
    demand: FindQuery['demand'],
  ): Promise<Result> {
    const { cityId, country, topic, language, status, from, until, workspaceId } = query;
    return Promise.all(
      SEARCH_KINDS.map(async (kind) => {
        const doors = doorsOf(actor, roles, kind, workspaceId);
        if (doors.length === 0) return { kind, things: [], isCut: false };
        const { found, isCut } = await this.records.find({
          doors,
          words,
          demand,
          cityId,
          country,
          topic,
          language,
          status,
          from: from === undefined ? undefined : new Date(from),
          until: until === undefined ? undefined : new Date(new Date(until).getTime() + DAY_MS),
        });
        return { kind, things: ranked(found), isCut };
      }),
    );
  }

  private async look(
    actor: Person,
    roles: readonly Role[],
    things: readonly RankedThing[],
    words: readonly string[],
  ): Promise<Looked> {
    const records = await this.records.byIds(things.map(({ bestId }) => bestId));
    const judged = await Promise.all(
      things.map(async (thing) => {
        const record = records.get(thing.bestId);
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
      else looked.hits.push(viewOf(record, around.workspace, words, cities));
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

const withAll = (result: Result, words: number): Result =>
  result.map(({ things, ...rest }) => ({
    ...rest,
    things: things.filter(({ whole }) => whole === 2 ** words - 1),
  }));

const countsOf = (result: Result, stale: readonly ThingRef[]): SearchView['counts'] =>
  result.map(({ kind, things, isCut }) => ({
    kind,
    count: things.filter((thing) => !stale.some((one) => one.kind === kind && one.ofId === thing.ofId))
      .length,
    isMore: isCut,
  }));
