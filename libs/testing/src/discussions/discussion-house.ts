import {
  DocumentId,
  OrganisationId,
  PostId,
  SessionId,
  ThreadId,
  UserId,
  WorkspaceId,
  type PostBody,
  type WorkspaceRole,
} from '@kontor/contracts';
import {
  Access,
  EventBus,
  Moderation,
  PostFiles,
  Polls,
  Posts,
  ThreadActs,
  ThreadChanges,
  ThreadMoves,
  Threads,
  ThreadViews,
  type Person,
  type PostTexts,
  type ReadBody,
  type WorkspaceRecord,
} from '@kontor/domain';
import { MemoryDrafts } from './memory-drafts.js';
import { MemoryReadings } from './memory-readings.js';
import { MemoryThreads } from './memory-threads.js';

const hex = (n: number): string => n.toString(16).padStart(24, '0');
const START = new Date('2026-03-01T10:00:00Z');

/** A body in these tests is `{type: 'doc', says}`; an empty one says nothing. */
export const says = (text: string): PostBody => ({ type: 'doc', says: text });
const texts: PostTexts = {
  read: (body): ReadBody | null => {
    const text = String(body['says'] ?? '');
    return text === '' ? null : { body, text, mentions: [] };
  },
  html: (body) => `<p>${String(body['says'])}</p>`,
};

const unhurried = { take: () => Promise.resolve(0) };

/** One workspace with one person of each role, its discussions in memory, and a clock in the test's hand. */
export class DiscussionHouse {
  readonly workspaceId = WorkspaceId.parse(hex(1));
  readonly readings = new MemoryReadings();
  readonly records = new MemoryThreads(this.readings);
  readonly events = new EventBus();
  readonly people: Record<WorkspaceRole, Person>;
  readonly threads: Threads;
  readonly posts: Posts;
  readonly acts: ThreadActs;
  readonly polls: Polls;
  readonly moderation: Moderation;
  readonly moves: ThreadMoves;
  now = START.getTime();
  private lastId = 1000;

  constructor() {
    const person = (n: number, name: string): Person => ({
      kind: 'person',
      userId: UserId.parse(hex(n)),
      sessionId: SessionId.parse(hex(n + 100)),
      name,
      organisationId: OrganisationId.parse(hex(n + 200)),
      isOperator: false,
      disabled: false,
      coordinatesSomewhere: false,
    });
    this.people = {
      coordinator: person(10, 'Cora'),
      editor: person(11, 'Ed'),
      'decision-maker': person(12, 'Dema'),
      member: person(13, 'Mem'),
    };
    const workspace = this.workspace();
    const missing = { byId: () => Promise.resolve(null) };
    const access = new Access({
      workspaces: {
        byId: (id) => Promise.resolve(id === workspace.id ? workspace : null),
        standing: (id, userId) => {
          const role = workspace.members.find((member) => member.userId === userId)?.role ?? null;
          return Promise.resolve(id === workspace.id ? { ...workspace, role } : null);
        },
      },
      documents: missing,
      files: missing,
      attachments: missing,
      invitations: missing,
      threads: this.records,
      commitments: missing,
    });
    const clock = { now: () => new Date(this.now) };
    const organisations = {
      organisationsByIds: () => Promise.resolve([]),
      citiesByIds: () => Promise.resolve([]),
    };
    const cards = Object.values(this.people).map(({ userId, name, organisationId }) => ({
      id: userId,
      name,
      email: '',
      organisationId,
      language: 'en' as const,
      isOperator: false,
      disabledAt: null,
    }));
    const cardsOf = (ids: readonly UserId[]) => Promise.resolve(cards.filter(({ id }) => ids.includes(id)));
    const views = new ThreadViews(access, {
      people: { byIds: cardsOf },
      organisations,
      workspaces: { byId: () => Promise.resolve(workspace) },
      reading: this.readings,
      texts,
      clock,
    });
    const changes = new ThreadChanges(this.records, access, this.events);
    const noFiles = { name: missing.byId, byId: missing.byId, keep: () => Promise.resolve() };
    const files = new PostFiles(noFiles, clock);
    const pace = unhurried;
    const means = { texts, files, views, changes, reading: this.readings, organisations, pace, clock };
    this.threads = new Threads(this.records, access, means);
    const drafts = new MemoryDrafts();
    const postMeans = { texts, files, reading: this.readings, drafts, pace, clock };
    this.posts = new Posts(this.records, access, changes, postMeans);
    this.acts = new ThreadActs(this.records, access, changes, this.readings, this.events, clock);
    this.polls = new Polls(changes, clock);
    this.moves = new ThreadMoves(this.records, access, { changes, events: this.events, clock });
    const people = { byIds: cardsOf };
    this.moderation = new Moderation(this.records, this.records.moderation, access, {
      changes,
      people,
      views,
      texts,
      clock,
    });
  }

  newThreadId(): ThreadId {
    return ThreadId.parse(hex((this.lastId += 1)));
  }
  newPostId(): PostId {
    return PostId.parse(hex((this.lastId += 1)));
  }
  readonly foreignDocument = DocumentId.parse(hex(999));

  /** A question that somebody has asked. */
  async asked(
    by: WorkspaceRole = 'editor',
    given: Partial<Parameters<Threads['create']>[3]> = {},
  ): Promise<ThreadId> {
    const id = this.newThreadId();
    await this.threads.create(this.people[by], this.workspaceId, id, {
      postId: this.newPostId(),
      kind: 'question',
      title: 'How do you sign?',
      body: says('How do you sign?'),
      audience: 'community',
      tags: [],
      anchor: null,
      attachments: [],
      poll: null,
      ...given,
    });
    return id;
  }

  private workspace(): WorkspaceRecord {
    const roles = Object.entries(this.people) as [WorkspaceRole, Person][];
    return {
      id: this.workspaceId,
      revision: 0,
      name: 'Workspace',
      description: '',
      programme: null,
      isSample: false,
      members: roles.map(([role, { userId }]) => ({ userId, role, since: START })),
      usedInvitations: [],
      createdAt: START,
      createdBy: this.people.coordinator.userId,
      updatedAt: START,
      archivedAt: null,
    };
  }
}
