import { Inject, Injectable } from '@nestjs/common';
import type { CollabServer, Look } from '@kontor/collab';
import { UserId, type DocumentId } from '@kontor/contracts';
import { authorRuns, POST_CLIENT_ID, SEED_CLIENT_ID, sectionAuthors, type AuthorOf } from '@kontor/documents';
import type {
  SectionSources,
  SourceRun,
  Stored,
  TextAuthorship,
  TextPlace,
  WordSource,
} from '@kontor/domain';
import type { Logger } from 'pino';
import { COLLAB_SERVER } from '../collab/tokens.js';
import { LOG } from '../platform/tokens.js';
import { readStored } from './stored-text.js';

/** Joins what the sync engine knows (whose a client id is) with what a text holds (which id wrote what). */
@Injectable()
export class LoggedTextAuthorship implements TextAuthorship {
  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  sections(documentId: DocumentId): Promise<Stored<SectionSources[]>> {
    return this.look(documentId, (doc, owners) =>
      sectionAuthors(doc, sourceOf(owners)).map(({ byAuthor, ...section }) => ({
        ...section,
        bySource: byAuthor,
      })),
    );
  }

  runs(
    documentId: DocumentId,
    query: { sectionId?: string | undefined; from?: TextPlace | undefined; limit: number },
  ): Promise<Stored<{ runs: SourceRun[]; next: TextPlace | null; hasSection: boolean }>> {
    return this.look(documentId, (doc, owners) => {
      const { runs, ...rest } = authorRuns(doc, sourceOf(owners), query);
      return { ...rest, runs: runs.map(({ author, ...run }) => ({ ...run, source: author })) };
    });
  }

  private look<T>(documentId: DocumentId, read: Look<T>): Promise<Stored<T>> {
    return readStored(documentId, this.log, async () => {
      const seen = await this.server.look(documentId, read);
      return seen && { value: seen.value, seq: seen.seq, storedAt: new Date(seen.at).toISOString() };
    });
  }
}

const UNKNOWN: WordSource = { origin: 'unknown', userId: null };

/** One source per person, whatever tabs and page loads the words came from; another for what a document began with. */
function sourceOf(owners: ReadonlyMap<number, string>): AuthorOf<WordSource> {
  const people = new Map<UserId, WordSource>();
  return (client) => {
    const owner = UserId.safeParse(owners.get(client));
    if (client === SEED_CLIENT_ID) return { origin: 'start', userId: owner.data ?? null };
    if (client === POST_CLIENT_ID) return { origin: 'post', userId: owner.data ?? null };
    if (!owner.success) return UNKNOWN;
    const source = people.get(owner.data) ?? { origin: 'person' as const, userId: owner.data };
    people.set(owner.data, source);
    return source;
  };
}
