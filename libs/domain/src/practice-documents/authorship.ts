import type {
  AuthorRunPage,
  AuthorRunQuery,
  AuthorshipQuery,
  DocumentAuthorship,
  DocumentId,
  TextAuthor,
} from '@kontor/contracts';
import type { Access } from '../access/access.js';
import type { DocumentGrant } from '../access/grants.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../kernel/cursor.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import { AuthorList } from './author-list.js';
import type { TextAuthorship, TextPlace, WordSource } from './text-authorship.port.js';

/** A section that hundreds have touched names the most active ones; the rest is one sum. */
const MAX_SHARES = 50;
/** `section.block.offset` in a cursor: whole numbers that a text can have. */
const PLACE = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/;

type Shares = DocumentAuthorship['document'];

/** Who wrote which words of a document: from the log, of the last durable state. */
export class Authorship {
  constructor(
    private readonly texts: TextAuthorship,
    private readonly access: Access,
    private readonly workspaces: Pick<WorkspaceStore, 'byId'>,
    private readonly people: People,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /** How much is whose: of the whole, and of a page of sections. */
  async sections(
    actor: Person,
    documentId: DocumentId,
    { cursor, limit }: AuthorshipQuery,
  ): Promise<DocumentAuthorship> {
    const grant = await this.access.require(actor, 'practice-document.read-authorship', { documentId });
    const list = `authorship:${documentId}`;
    const first = placeFrom(list, cursor)?.section ?? 0;
    const { value: all, seq, storedAt } = await this.texts.sections(documentId);
    const authors = new AuthorList();
    const end = first + limit;
    const document = sharesOf(totalOf(all.map(({ bySource }) => bySource)), authors);
    const sections = all.slice(first, end).map(({ id, key, title, bySource }) => ({
      sectionId: id,
      key,
      title,
      ...sharesOf(bySource, authors),
    }));
    const next = all.length > end ? { section: end, block: 0, offset: 0 } : null;
    return {
      documentId,
      seq,
      storedAt,
      authors: await this.present(authors, grant),
      document,
      sections,
      nextCursor: cursorOf(list, next),
    };
  }

  /** The text run by run. @throws KontorError invalid-input when there is no such section */
  async runs(
    actor: Person,
    documentId: DocumentId,
    { section, cursor, limit }: AuthorRunQuery,
  ): Promise<AuthorRunPage> {
    const grant = await this.access.require(actor, 'practice-document.read-authorship', { documentId });
    const list = `author-runs:${documentId}:${section ?? ''}`;
    const from = placeFrom(list, cursor);
    const { value, seq, storedAt } = await this.texts.runs(documentId, { sectionId: section, from, limit });
    if (!value.hasSection) {
      throw invalidField('section', 'unknown', 'section: no section of this text has this id');
    }
    const authors = new AuthorList();
    const items = value.runs.map(({ source, text, ...place }) => ({
      ...place,
      length: text.length,
      text,
      author: authors.placeOf(source),
    }));
    return {
      documentId,
      seq,
      storedAt,
      authors: await this.present(authors, grant),
      items,
      nextCursor: cursorOf(list, value.next),
    };
  }

  /** Who may see authorship sees all people (P-18, P-45), so nobody is left out here. */
  private async present(authors: AuthorList, { document }: DocumentGrant): Promise<TextAuthor[]> {
    const workspace = await this.workspaces.byId(document.workspaceId);
    const { people, organisations } = this;
    const { isSample, begunFrom } = document;
    return authors.presented({
      people,
      organisations,
      isSample,
      isFromPost: begunFrom != null,
      members: workspace?.members ?? [],
    });
  }
}

function totalOf(parts: readonly ReadonlyMap<WordSource, number>[]): Map<WordSource, number> {
  const total = new Map<WordSource, number>();
  for (const part of parts) {
    for (const [source, characters] of part) total.set(source, (total.get(source) ?? 0) + characters);
  }
  return total;
}

function sharesOf(bySource: ReadonlyMap<WordSource, number>, authors: AuthorList): Shares {
  const all = [...bySource].sort(([, a], [, b]) => b - a);
  const characters = sum(all);
  const rest = all.slice(MAX_SHARES);
  return {
    characters,
    shares: all.slice(0, MAX_SHARES).map(([source, own]) => ({
      author: authors.placeOf(source),
      characters: own,
      share: Math.round((own / characters) * 10_000) / 10_000,
    })),
    others: { authors: rest.length, characters: sum(rest) },
  };
}

const sum = (shares: readonly (readonly [WordSource, number])[]): number =>
  shares.reduce((total, [, characters]) => total + characters, 0);

const cursorOf = (list: string, place: TextPlace | null): string | null =>
  place && encodeCursor(list, { key: `${place.section}.${place.block}.${place.offset}`, id: '' });

/** @throws KontorError invalid-input on a cursor of another document, section or list */
function placeFrom(list: string, text: string | undefined): TextPlace | undefined {
  const cursor = decodeCursor(list, text);
  if (cursor === null) return undefined;
  const [section, block, offset] = (PLACE.exec(cursor.key) ?? []).slice(1).map(Number);
  if (section === undefined || block === undefined || offset === undefined) {
    throw invalidField('cursor', 'unknown-cursor', 'cursor: start this list again without a cursor');
  }
  return { section, block, offset };
}
