import { Inject, Injectable } from '@nestjs/common';
import type { CollabServer, DocStore } from '@kontor/collab';
import type { DocumentId, PracticeDocumentContent, UserId } from '@kontor/contracts';
import { blankTemplate, charterTemplate, guidedTemplate, renderHtml, seedFromPost, seedUpdate, type PostWords } from '@kontor/documents'; // prettier-ignore
import type { Clock, DocumentTexts, SeedWords, TextSeed } from '@kontor/domain';
import type { Logger } from 'pino';
import { COLLAB_SERVER, DOC_STORE } from '../collab/tokens.js';
import type { PublicUrl } from '../platform/public-url.js';
import { CLOCK, LOG, PUBLIC_URL } from '../platform/tokens.js';
import { readStored, rethrowAway } from './stored-text.js';

const TEMPLATES = { guided: guidedTemplate, blank: blankTemplate, charter: charterTemplate } as const;

/** Texts as records know them, over the sync engine and its store. */
@Injectable()
export class StoredDocumentTexts implements DocumentTexts {
  constructor(
    @Inject(DOC_STORE) private readonly store: DocStore,
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    @Inject(PUBLIC_URL) private readonly url: PublicUrl,
  ) {}

  async seed(documentId: DocumentId, { template, language, userId }: TextSeed): Promise<void> {
    // Section ids come from the document's own id, so that a repeated start gives the same bytes.
    const options = { language, idSeed: documentId };
    await this.start(documentId, userId, seedUpdate(TEMPLATES[template](options)));
  }

  seedFromPost(...[documentId, seed, words]: Parameters<DocumentTexts['seedFromPost']>): Promise<void> {
    const { language, template, userId } = seed;
    const update = seedFromPost(template, { language, idSeed: documentId }, this.postWords(words));
    return this.start(documentId, userId, update);
  }

  private async start(documentId: DocumentId, userId: UserId, update: Uint8Array): Promise<void> {
    const first = { update, userId, at: this.clock.now().getTime() };
    await this.store.create(documentId, first).catch(rethrowAway);
  }

  private postWords({ threadId, postId, threadTitle, ...words }: SeedWords): PostWords {
    const link = `${this.url.base()}/threads/${threadId}#post-${postId}`;
    return { ...words, thread: threadTitle, link };
  }

  read(documentId: DocumentId): Promise<Omit<PracticeDocumentContent, 'documentId'>> {
    return readStored(documentId, this.log, async () => {
      const state = await this.server.readState(documentId);
      if (state === null) return null;
      const { html, outline, words } = renderHtml(state.update);
      return { html, outline, words, seq: state.seq, storedAt: new Date(state.at).toISOString() };
    });
  }
}
