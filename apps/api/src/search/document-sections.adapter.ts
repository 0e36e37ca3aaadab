import { Inject, Injectable } from '@nestjs/common';
import { StoreCorruptError, StoreUnavailableError, type CollabServer } from '@kontor/collab';
import type { DocumentId } from '@kontor/contracts';
import { BODY, readBody, sectionTexts, UnreadableDocumentError } from '@kontor/documents';
import type { DocumentSections, TextPart } from '@kontor/domain';
import type { Logger } from 'pino';
import { COLLAB_SERVER } from '../collab/tokens.js';
import { LOG } from '../platform/tokens.js';

/** The words of documents, from the sync engine: an open one is read in place, a closed one loaded for the purpose. */
@Injectable()
export class StoredDocumentSections implements DocumentSections {
  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async read(documentId: DocumentId): Promise<TextPart[] | null> {
    try {
      const seen = await this.server.look(documentId, (doc) =>
        sectionTexts(readBody(doc.getXmlFragment(BODY))),
      );
      return (seen?.value ?? []).map(({ id, text }) => ({ key: id, place: id, text }));
    } catch (error) {
      const isExpected =
        error instanceof StoreUnavailableError ||
        error instanceof StoreCorruptError ||
        error instanceof UnreadableDocumentError;
      if (!isExpected) throw error;
      // Whoever opens it is told, and the operator by the alarm there; here it is found by what was known of it.
      this.log.warn({ err: error, documentId }, 'a text cannot be read for the search');
      return null;
    }
  }
}
