import type { DocumentId, UserId, WorkspaceId } from '@kontor/contracts';
import type { CommitmentRecord } from '../commitments/commitment.js';
import type { CommitmentRecords } from '../commitments/commitments.port.js';
import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { PostRecord, ThreadRecord } from '../discussions/thread.js';
import type { People } from '../identity/people.port.js';
import type { DomainEvent } from '../kernel/events.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { PracticeDocumentRecord } from '../practice-documents/practice-document.js';
import type { DocumentRecords } from '../practice-documents/practice-documents.port.js';
import type { SectionSources, TextAuthorship } from '../practice-documents/text-authorship.port.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { Happening, Place, SectionMark } from './activity.js';
import type { ActivityRecords, ActivitySources, TextLook } from './activity.port.js';

/** What activity is derived from. */
export interface ActivityMeans {
  documents: Pick<DocumentRecords, 'byId'>;
  threads: Pick<ThreadRecords, 'byId' | 'posts'>;
  commitments: Pick<CommitmentRecords, 'byId'>;
  workspaces: Pick<WorkspaceStore, 'byId'>;
  texts: Pick<TextAuthorship, 'sections'>;
  people: Pick<People, 'byIds'>;
  organisations: Pick<OrganisationDirectory, 'organisationsByIds'>;
  sources: ActivitySources;
  clock: Clock;
}

const MINUTE_MS = 60_000;
/** One sitting at a text counts as one edit: nobody wants to read of forty in an afternoon. */
const SITTING_MS = 15 * MINUTE_MS;
/** A write that was under way when somebody caught up last, on a clock that is a little off. */
const OVERLAP_MS = 10 * MINUTE_MS;
const PAGE = 100;
const SECTION_ID = /^[a-z0-9]{1,40}$/;

/**
 * Derives activity from what is stored, never from what an event says: so it does not matter whether an event comes twice,
 * late, or not at all because the process died. Events only make it quick; {@link ActivityKeeper.catchUp} makes it complete.
 */
export class ActivityKeeper {
  constructor(
    private readonly records: ActivityRecords,
    private readonly means: ActivityMeans,
  ) {}

  /** @returns the document whose text should be looked at before long */
  async heard(event: DomainEvent): Promise<DocumentId | null> {
    if (event.type === 'practice-document.changed') {
      const document = await this.means.documents.byId(event.documentId);
      if (document === null) return null;
      await this.note([started(document)]);
      return document.textChangedAt === null ? null : document.id;
    }
    if (event.type === 'thread.changed') {
      const thread = await this.means.threads.byId(event.threadId);
      if (thread !== null) await this.keepThread(thread, event.seq - 1);
    }
    if (event.type === 'commitment.changed') {
      const commitment = await this.means.commitments.byId(event.commitmentId);
      if (commitment !== null) await this.note(doneWith(commitment));
    }
    // Whoever opens a workspace is in it without having joined: that changes access and nothing else.
    const ids =
      event.type === 'member.changed' ? [event.userId] : event.type === 'access.changed' ? event.userIds : [];
    if (ids?.[0] && 'workspaceId' in event && event.workspaceId !== undefined) {
      const workspace = await this.means.workspaces.byId(event.workspaceId);
      if (workspace !== null) await this.keepMembers(workspace, new Set(ids));
    }
    return null;
  }

  /** Who wrote where since the last look: by how much of each section is whose, so no compaction of the log hides it. */
  async lookAtText(documentId: DocumentId): Promise<void> {
    const document = await this.means.documents.byId(documentId);
    if (document === null) return;
    const before = await this.records.lookOf(documentId);
    const { value, seq } = await this.means.texts.sections(documentId);
    if (before !== null && before.seq >= seq) return;
    const at = document.textChangedAt ?? this.means.clock.now();
    const { workspaceId } = document;
    await this.note(
      [...writtenSince(before, value)].map(([actorId, sections]) => ({
        workspaceId,
        kind: 'text-edited',
        documentId,
        threadId: null,
        actorId,
        at,
        source: `${actorId}:${Math.floor(at.getTime() / SITTING_MS)}`,
        sections,
      })),
    );
    // Last: who dies before it looks again, and notes the same.
    await this.records.keepLook(documentId, { seq, characters: charactersOf(value) });
  }

  /** Notes all that happened since the last time, whoever was there to hear of it. */
  async catchUp(): Promise<void> {
    const begun = this.means.clock.now();
    const last = await this.records.caughtUpTo();
    const since = new Date(last === null ? 0 : last.getTime() - OVERLAP_MS);
    const { sources } = this.means;
    await inPages(
      (after) => sources.workspacesSince(since, after, PAGE),
      (workspace) => this.keepMembers(workspace, null),
    );
    await inPages(
      (after) => sources.documentsSince(since, after, PAGE),
      async (document) => {
        await this.note([started(document)]);
        if (document.textChangedAt !== null) await this.lookAtText(document.id);
      },
    );
    await inPages(
      (after) => sources.threadsSince(since, after, PAGE),
      async ({ id }) => {
        const thread = await this.means.threads.byId(id);
        if (thread !== null) await this.keepThread(thread, 0);
      },
    );
    await inPages(
      (after) => sources.commitmentsSince(since, after, PAGE),
      (commitment) => this.note(doneWith(commitment)),
    );
    await this.records.setCaughtUpTo(begun);
  }

  private async keepThread(thread: ThreadRecord, afterSeq: number): Promise<void> {
    const posts = await this.means.threads.posts(thread.id, afterSeq);
    const replies = posts.filter(({ no }) => no > 1);
    const gone = replies.filter(({ deletedAt }) => deletedAt !== null);
    await this.note([
      begun(thread),
      ...replies.filter(({ deletedAt }) => deletedAt === null).map((post) => posted(thread, post)),
    ]);
    if (gone.length > 0) await this.records.takeBack(thread.id, gone.map(sourceOfPost));
  }

  private keepMembers(
    { id, members }: WorkspaceRecord,
    only: ReadonlySet<UserId | null> | null,
  ): Promise<void> {
    const meant = members.filter(({ userId }) => only === null || only.has(userId));
    return this.note(meant.map(({ userId, since }) => joined(id, userId, since)));
  }

  private async note(happenings: readonly Happening[]): Promise<void> {
    if (happenings.length === 0) return;
    const placeOf = await this.placesOf(new Set(happenings.map(({ actorId }) => actorId)));
    await this.records.note(
      happenings.map((happening) => ({ ...happening, place: placeOf(happening.actorId) })),
    );
  }

  private async placesOf(ids: ReadonlySet<UserId>): Promise<(id: UserId) => Place> {
    const cards = await this.means.people.byIds([...ids]);
    const organisationIds = cards.flatMap(({ organisationId }) =>
      organisationId === null ? [] : [organisationId],
    );
    const found = await this.means.organisations.organisationsByIds([...new Set(organisationIds)]);
    const cityOf = new Map(found.map(({ id, cityId }) => [id, cityId]));
    const organisationOf = new Map(cards.map(({ id, organisationId }) => [id, organisationId]));
    return (id) => {
      const organisationId = organisationOf.get(id) ?? null;
      return {
        organisationId,
        cityId: organisationId === null ? null : (cityOf.get(organisationId) ?? null),
      };
    };
  }
}

const started = ({ id, workspaceId, createdBy, createdAt }: PracticeDocumentRecord): Happening => ({
  workspaceId,
  kind: 'document-started',
  documentId: id,
  threadId: null,
  actorId: createdBy,
  at: createdAt,
  source: id,
});

const begun = ({ id, workspaceId, createdBy, createdAt }: ThreadRecord): Happening => ({
  workspaceId,
  kind: 'thread-begun',
  documentId: null,
  threadId: id,
  actorId: createdBy,
  at: createdAt,
  source: id,
});

/** Numbers of posts can change hands (threads are split and merged); their ids do not. */
const sourceOfPost = ({ id }: PostRecord): string => id;
const posted = ({ id, workspaceId }: ThreadRecord, post: PostRecord): Happening => ({
  workspaceId,
  kind: 'posted',
  documentId: null,
  threadId: id,
  actorId: post.authorId,
  at: post.createdAt,
  source: sourceOfPost(post),
});

const joined = (workspaceId: WorkspaceId, userId: UserId, since: Date): Happening => ({
  workspaceId,
  kind: 'member-joined',
  documentId: null,
  threadId: null,
  actorId: userId,
  at: since,
  source: `${userId}:${since.getTime()}`,
});

/** That it was prepared, each signature, and that it was kept. */
function doneWith(commitment: CommitmentRecord): Happening[] {
  const { id, workspaceId, createdBy, createdAt, signatures, state, settled } = commitment;
  const about = { workspaceId, documentId: null, threadId: null, commitmentId: id };
  const kept = state === 'kept' ? settled : null;
  return [
    { ...about, kind: 'commitment-prepared', actorId: createdBy, at: createdAt, source: id },
    ...signatures.map(({ userId, at, hash }): Happening => ({
      ...about,
      kind: 'commitment-signed',
      actorId: userId,
      at,
      source: `${hash}:${at.getTime()}`,
    })),
    ...(kept === null
      ? []
      : [
          {
            ...about,
            kind: 'commitment-kept' as const,
            actorId: kept.by,
            at: kept.at,
            source: String(kept.at.getTime()),
          },
        ]),
  ];
}

/** People with more words in a section than before. */
function writtenSince(
  before: TextLook | null,
  sections: readonly SectionSources[],
): Map<UserId, SectionMark[]> {
  const written = new Map<UserId, SectionMark[]>();
  for (const { id, key, title, bySource } of sections) {
    if (id === null || !SECTION_ID.test(id)) continue;
    for (const [{ origin, userId }, characters] of bySource) {
      if (origin !== 'person' || userId === null) continue;
      if (characters <= (before?.characters[id]?.[userId] ?? 0)) continue;
      written.set(userId, [...(written.get(userId) ?? []), { id, key, title: title.slice(0, 100) }]);
    }
  }
  return written;
}

function charactersOf(sections: readonly SectionSources[]): TextLook['characters'] {
  const whole: TextLook['characters'] = {};
  for (const { id, bySource } of sections) {
    if (id === null || !SECTION_ID.test(id)) continue;
    const own: Record<UserId, number> = {};
    for (const [{ origin, userId }, characters] of bySource) {
      if (origin === 'person' && userId !== null) own[userId] = characters;
    }
    whole[id] = own;
  }
  return whole;
}

async function inPages<T extends { id: string }>(
  read: (after: string) => Promise<T[]>,
  keep: (item: T) => Promise<void>,
): Promise<void> {
  for (let after = ''; ;) {
    const found = await read(after);
    for (const item of found) await keep(item);
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = last.id;
  }
}
