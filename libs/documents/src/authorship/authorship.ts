import type * as Y from 'yjs';
import { wellFormed } from '../schema/tolerant.js';
import { LEAF, walkText, type Piece, type SectionHead } from './walk.js';

/**
 * Who stands behind a Yjs client id. The same author must always be the same value: authors are told apart by
 * identity.
 */
export type AuthorOf<A> = (client: number) => A;

/** How much of a section each author has written. Characters are UTF-16 code units (SPEC.md). */
export interface SectionAuthors<A> extends SectionHead {
  /** Words of its heading, cut to {@link MAX_TITLE}. */
  title: string;
  characters: number;
  /** In the order in which they appear. */
  byAuthor: Map<A, number>;
}

/** Text that stands together in one block and is of one author. */
export interface AuthorRun<A> {
  /** Place of the section in the document, from 0. */
  section: number;
  sectionId: string | null;
  /** Place of the block among those of the section that hold text, from 0: as a rule its heading. */
  block: number;
  /** UTF-16 code units before it in the block. */
  offset: number;
  /** Never empty, at most {@link MAX_RUN} units; `\ufffc` stands for what is no text. */
  text: string;
  author: A;
}

/** Where to begin: everything before it is passed over. */
export type RunStart = Pick<AuthorRun<unknown>, 'section' | 'block' | 'offset'>;

export interface RunQuery {
  /** Only sections with this id. */
  sectionId?: string | undefined;
  from?: RunStart | undefined;
  /** Most runs to give, at least 1. */
  limit: number;
}

export interface RunsFound<A> {
  runs: AuthorRun<A>[];
  /** Where the next run begins; null when there is none. */
  next: RunStart | null;
  /** False when `sectionId` names no section. */
  hasSection: boolean;
}

/** Longest run that is given as one, in UTF-16 code units: a chapter by one hand must not be one endless answer. */
export const MAX_RUN = 1_000;
/** Longest title that is given, in UTF-16 code units. */
export const MAX_TITLE = 200;

/** Adds up, section by section in reading order, how many characters each author has in the text. */
export function sectionAuthors<A>(doc: Y.Doc, authorOf: AuthorOf<A>): SectionAuthors<A>[] {
  const sections: SectionAuthors<A>[] = [];
  const author = remembered(authorOf);
  let section: SectionAuthors<A> | undefined;
  walkText(doc, {
    section: (head) => {
      section = { ...head, title: '', characters: 0, byAuthor: new Map() };
      sections.push(section);
      return true;
    },
    piece: ({ block, text, client }) => {
      if (section === undefined) return false;
      if (block === 0 && section.title.length < MAX_TITLE) section.title += text;
      section.characters += text.length;
      const by = author(client);
      section.byAuthor.set(by, (section.byAuthor.get(by) ?? 0) + text.length);
      return true;
    },
  });
  for (const one of sections) one.title = titleOf(one.title);
  return sections;
}

/**
 * Gives the text run by run, in reading order. To go on, pass `next` as `from`: that is right as long as the text has not
 * changed in between, and never fails if it has.
 */
export function authorRuns<A>(doc: Y.Doc, authorOf: AuthorOf<A>, query: RunQuery): RunsFound<A> {
  const { sectionId, from = { section: 0, block: 0, offset: 0 } } = query;
  const collector = new Collector(remembered(authorOf), query.limit);
  let section = -1;
  let hasSection = sectionId === undefined;
  walkText(doc, {
    section: (head) => {
      section += 1;
      const isWanted = sectionId === undefined || head.id === sectionId;
      hasSection ||= isWanted;
      collector.enter(section, head);
      return isWanted && section >= from.section;
    },
    piece: (piece) => {
      const rest = section > from.section ? piece : after(piece, from);
      return rest === null || collector.add(rest);
    },
  });
  return { ...collector.found(), hasSection };
}

/** What of a piece lies at or behind the start, which is in the same section. */
function after(piece: Piece, from: RunStart): Piece | null {
  if (piece.block !== from.block) return piece.block > from.block ? piece : null;
  const passed = from.offset - piece.offset;
  if (passed <= 0) return piece;
  const text = piece.text.slice(passed);
  return text === '' ? null : { ...piece, offset: from.offset, text };
}

/** Joins pieces to runs, and cuts runs that are too long. */
class Collector<A> {
  private readonly runs: AuthorRun<A>[] = [];
  private section = 0;
  private sectionId: string | null = null;

  constructor(
    private readonly authorOf: AuthorOf<A>,
    private readonly limit: number,
  ) {}

  enter(section: number, { id }: SectionHead): void {
    this.section = section;
    this.sectionId = id;
  }

  /** @returns whether there is room for more: one run beyond the limit is begun, to know where it begins */
  add({ block, offset, text, client }: Piece): boolean {
    const author = this.authorOf(client);
    let rest = wellFormed(text);
    let at = offset;
    while (rest !== '') {
      const run = this.runFor(block, at, author);
      if (this.runs.length > this.limit) return false;
      const taken = wholeCharacters(rest, MAX_RUN - run.text.length);
      run.text += rest.slice(0, taken);
      rest = rest.slice(taken);
      at += taken;
    }
    return true;
  }

  found(): { runs: AuthorRun<A>[]; next: RunStart | null } {
    const [beyond] = this.runs.slice(this.limit);
    const next = beyond && { section: beyond.section, block: beyond.block, offset: beyond.offset };
    return { runs: this.runs.slice(0, this.limit), next: next ?? null };
  }

  /** The last run when the text continues it and one more character fits in any case. */
  private runFor(block: number, offset: number, author: A): AuthorRun<A> {
    const last = this.runs.at(-1);
    const isSame = last?.section === this.section && last.block === block && last.author === author;
    if (last !== undefined && isSame && last.text.length < MAX_RUN - 1) return last;
    const { section, sectionId } = this;
    const run = { section, sectionId, block, offset, text: '', author };
    this.runs.push(run);
    return run;
  }
}

/** At most `room` units of the text without splitting a character that takes two. */
function wholeCharacters(text: string, room: number): number {
  if (text.length <= room) return text.length;
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(room - 1));
  return isSplit ? room - 1 : room;
}

const titleOf = (text: string): string => wellFormed(text.slice(0, MAX_TITLE)).replaceAll(LEAF, ' ').trim();

/** Asked once per client id: the text is made of many more pieces than hands. */
function remembered<A>(authorOf: AuthorOf<A>): AuthorOf<A> {
  const known = new Map<number, A>();
  return (client) => {
    if (!known.has(client)) known.set(client, authorOf(client));
    return known.get(client) as A;
  };
}
