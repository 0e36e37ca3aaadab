import { Inject, Injectable } from '@nestjs/common';
import type { CollabServer, DocStore } from '@kontor/collab';
import type { DocumentId, PracticeDocumentContent } from '@kontor/contracts';
import { blankTemplate, charterTemplate, guidedTemplate, renderHtml, seedUpdate } from '@kontor/documents';
import type { Clock, DocumentTexts, TextSeed } from '@kontor/domain';
import type { Logger } from 'pino';
import { COLLAB_SERVER, DOC_STORE } from '../collab/tokens.js';
import { CLOCK, LOG } from '../platform/tokens.js';
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
  ) {}

  async seed(documentId: DocumentId, { template, language, userId }: TextSeed): Promise<void> {
    // Section ids come from the document's own id, so that a repeated start gives the same bytes.
    const options = { language, idSeed: documentId };
    const json = TEMPLATES[template](options);
    const first = { update: seedUpdate(json), userId, at: this.clock.now().getTime() };
    await this.store.create(documentId, first).catch(rethrowAway);
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
