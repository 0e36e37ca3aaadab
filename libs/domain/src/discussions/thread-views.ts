import type {
  DocumentId,
  OrganisationId,
  Poll,
  Post,
  PostAuthor,
  Thread,
  UserId,
  WorkspaceId,
  WorkspaceRole,
} from '@kontor/contracts';
import { postAbilities, threadAbilities, type Facts } from '@kontor/policy';
import type { Access } from '../access/access.js';
import { postFacts, showsWords, threadFacts } from '../access/facts.js';
import type { ThreadGrant } from '../access/grants.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { membershipOf, type WorkspaceRecord, type WorkspaceStanding } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { PostTexts, ReadingRecords } from './discussions.port.js';
import { pollView, votersOf } from './poll-view.js';
import { readingOf, seenOf } from './reading-state.js';
import type { PostRecord, ReadingRecord, ThreadRecord } from './thread.js';

/** A thread as one person sees it. */
export interface ThreadView {
  thread: ThreadRecord;
  workspaceName: string;
  author: PostAuthor;
  anchor: Thread['anchor'];
  reading: Thread['reading'];
  abilities: Thread['abilities'];
}
export interface PostView {
  post: PostRecord;
  author: PostAuthor;
  html: string;
  attachments: Post['attachments'];
  restoreUntil: Date | null;
  documents: Post['documents'];
  reactions: Post['reactions'];
  abilities: Post['abilities'];
}
export interface StateView extends ThreadView {
  posts: PostView[];
  poll: Poll | null;
  read: ReadingRecord['read'];
}

/** What views are made from. */
export interface ViewMeans {
  people: Pick<People, 'byIds'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  workspaces: Pick<WorkspaceStore, 'byId'>;
  reading: ReadingRecords;
  texts: PostTexts;
  clock: Clock;
}

export type Authors = (userId: UserId) => PostAuthor;
const NOTHING: Post['abilities'] = {
  edit: false,
  delete: false,
  restore: false,
  flag: false,
  moderate: false,
  beginDocument: false,
};
const NOBODY: PostAuthor = { userId: null, name: null, organisation: null, role: null };

/** Makes views of threads and posts, with a few look-ups however many there are. */
export class ThreadViews {
  constructor(
    private readonly access: Access,
    private readonly means: ViewMeans,
  ) {}

  /** @param workspace the one that all of them belong to, with the reader's role */
  async of(
    actor: Person,
    workspace: Pick<WorkspaceStanding, 'id' | 'name' | 'role' | 'archivedAt'>,
    threads: readonly ThreadRecord[],
  ): Promise<ThreadView[]> {
    if (threads.length === 0) return [];
    const [record, readings, anchors] = await Promise.all([
      this.means.workspaces.byId(workspace.id),
      this.means.reading.of(
        actor.userId,
        threads.map(({ id }) => id),
      ),
      Promise.all(threads.map((thread) => this.anchorOf(actor, thread))),
    ]);
    const authors = await this.authors(record, new Set(threads.map(({ createdBy }) => createdBy)));
    return threads.map((thread, index) => ({
      thread,
      workspaceName: workspace.name,
      author: authors(thread.createdBy),
      anchor: anchors[index] ?? null,
      reading: readingOf(thread, readings.get(thread.id)),
      abilities: threadAbilities(threadFacts(actor, workspace, thread)),
    }));
  }

  /** A thread with posts of it. */
  async state(actor: Person, grant: ThreadGrant, posts: readonly PostRecord[]): Promise<StateView> {
    const { workspace, thread } = grant;
    const record = await this.means.workspaces.byId(workspace.id);
    const [[view], readings, authors, documents] = await Promise.all([
      this.of(actor, workspace, [thread]),
      this.means.reading.of(actor.userId, [thread.id]),
      this.authors(record, new Set([...posts.flatMap(peopleIn), ...votersOf(thread.poll)])),
      this.documentsOf(actor, posts),
    ]);
    if (view === undefined) throw new Error('a view per thread');
    return {
      ...view,
      poll: pollView(thread, actor, authors, this.means.clock.now()),
      read: seenOf(thread, readings.get(thread.id)),
      posts: posts.map((post) => {
        const facts = postFacts(actor, workspace, thread, post);
        const isHere = post.movedTo === null;
        const isShown = showsWords(facts, post);
        return {
          post,
          author: authors(post.authorId),
          html: isShown ? this.means.texts.html(post.body) : '',
          attachments: isShown ? post.attachments : [],
          restoreUntil: restoreUntil(post, workspace.role),
          documents: isShown ? (post.documents ?? []).flatMap((id) => documents.get(id) ?? []) : [],
          reactions: isShown ? reactionsOf(post, actor, authors) : [],
          abilities: isHere ? abilitiesOf(facts, post) : NOTHING,
        };
      }),
    };
  }

  /** Who these people are in this workspace. */
  async authorsOf(workspaceId: WorkspaceId, ids: readonly UserId[]): Promise<Authors> {
    return this.authors(await this.means.workspaces.byId(workspaceId), new Set(ids));
  }

  /** Those that are there and that the reader may open; titles of others are not told. */
  private async documentsOf(
    actor: Person,
    posts: readonly PostRecord[],
  ): Promise<Map<DocumentId, Post['documents'][number]>> {
    const ids = new Set(posts.flatMap(({ documents = [] }) => documents));
    const found = await Promise.all([...ids].map((id) => this.titleOf(actor, id)));
    return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one]])));
  }

  private async anchorOf(actor: Person, { anchor }: ThreadRecord): Promise<Thread['anchor']> {
    const found = anchor && (await this.titleOf(actor, anchor.id));
    return anchor && found && { ...anchor, title: found.title };
  }

  private async titleOf(actor: Person, documentId: DocumentId): Promise<Post['documents'][number] | null> {
    try {
      const { document } = await this.access.require(actor, 'practice-document.read', { documentId });
      return { id: documentId, title: document.title };
    } catch (error) {
      // A thread can be read by people who do not read what it is about: they do not learn its name.
      if (error instanceof KontorError) return null;
      throw error;
    }
  }

  private async authors(workspace: WorkspaceRecord | null, ids: ReadonlySet<UserId>): Promise<Authors> {
    const cards = new Map((await this.means.people.byIds([...ids])).map((card) => [card.id, card]));
    const organisationIds = new Set(
      [...cards.values()].flatMap(({ organisationId }): OrganisationId[] =>
        organisationId === null ? [] : [organisationId],
      ),
    );
    const found = await this.means.organisations.organisationsByIds([...organisationIds]);
    const organisations = new Map(found.map(({ id, name }) => [id, { id, name }]));
    return (userId) => {
      const card = cards.get(userId);
      if (card === undefined) return NOBODY;
      const { name, organisationId } = card;
      const organisation = organisationId === null ? null : (organisations.get(organisationId) ?? null);
      const role = workspace && (membershipOf(workspace, userId)?.role ?? null);
      return { userId, name, organisation, role };
    };
  }
}

/** The page offers ten seconds; a slow network may use as much again and more. */
const UNDO_MS = 60_000;

/** Until when a deleted post can be brought back by somebody of this role; null: no limit. */
export const restoreUntil = ({ deletedAt }: PostRecord, role: WorkspaceRole | null): Date | null =>
  deletedAt === null || role === 'coordinator' ? null : new Date(deletedAt.getTime() + UNDO_MS);

const abilitiesOf = (facts: Facts, { hidden }: PostRecord): Post['abilities'] => {
  const abilities = postAbilities(facts);
  return { ...abilities, beginDocument: abilities.beginDocument && hidden === null };
};

const peopleIn = (post: PostRecord): UserId[] => [
  post.authorId,
  ...post.reactions.map(({ userId }) => userId),
];

function reactionsOf({ reactions }: PostRecord, actor: Person, authors: Authors): Post['reactions'] {
  const byKind = new Map<Post['reactions'][number]['reaction'], UserId[]>();
  for (const { reaction, userId } of reactions)
    byKind.set(reaction, [...(byKind.get(reaction) ?? []), userId]);
  return [...byKind].map(([reaction, userIds]) => ({
    reaction,
    names: userIds.map((userId) => authors(userId).name),
    mine: userIds.includes(actor.userId),
  }));
}
