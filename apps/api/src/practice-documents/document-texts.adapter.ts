import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { StoreCorruptError, StoreUnavailableError, type CollabServer, type DocStore } from '@kontor/collab';
import type { DocumentId, PracticeDocumentContent } from '@kontor/contracts';
import {
  blankTemplate,
  guidedTemplate,
  renderHtml,
  seedUpdate,
  UnreadableDocumentError,
} from '@kontor/documents';
import { KontorError, notFound, type Clock, type DocumentTexts, type TextSeed } from '@kontor/domain';
import type { Logger } from 'pino';
import { COLLAB_SERVER, DOC_STORE } from '../collab/tokens.js';
import { CLOCK, LOG } from '../platform/tokens.js';

/** Texts as records know them, over the sync engine and its store. */
@Injectable()
export class StoredDocumentTexts implements DocumentTexts {
  constructor(
    @Inject(DOC_STORE) private readonly store: DocStore,
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async seed(documentId: DocumentId, { template, language, userId }: TextSeed): Promise<void> {
    // Section ids come from the document's own id, so that a repeated start gives the same bytes.
    const options = { language, idSeed: documentId };
    const json = template === 'guided' ? guidedTemplate(options) : blankTemplate(options);
    const first = { update: seedUpdate(json), userId, at: this.clock.now().getTime() };
    await this.store.create(documentId, first).catch(rethrowAway);
  }

  async read(documentId: DocumentId): Promise<Omit<PracticeDocumentContent, 'documentId'>> {
    try {
      const state = await this.server.readState(documentId);
      if (state === null) throw notFound();
      const { html, outline, words } = renderHtml(state.update);
      return { html, outline, words, seq: state.seq, storedAt: new Date(state.at).toISOString() };
    } catch (error) {
      if (!(error instanceof StoreCorruptError) && !(error instanceof UnreadableDocumentError)) {
        return rethrowAway(error);
      }
      const traceId = randomUUID();
      this.log.error(
        { err: error, documentId, traceId, alarm: 'document-corrupt' },
        'a stored text is damaged',
      );
      throw new KontorError(
        'text-damaged',
        'The stored text of this document is damaged. It is shown to nobody, and nothing overwrites it. Tell the operator the trace id.',
        { traceId },
      );
    }
  }
}

/** A store that cannot answer is "not now", never "not there". */
function rethrowAway(error: unknown): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new KontorError('not-ready', 'The text cannot be reached just now. Try again soon.');
}
