import { randomUUID } from 'node:crypto';
import { StoreCorruptError, StoreUnavailableError } from '@kontor/collab';
import type { DocumentId } from '@kontor/contracts';
import { UnreadableDocumentError } from '@kontor/documents';
import { KontorError, notFound } from '@kontor/domain';
import type { Logger } from 'pino';

/**
 * Reads a stored text, and says for people what can go wrong with that.
 *
 * @param read answers null where there is no such text
 * @throws KontorError not-found, not-ready, or text-damaged with an alarm in the log
 */
export async function readStored<T>(
  documentId: DocumentId,
  log: Logger,
  read: () => Promise<T | null>,
): Promise<T> {
  try {
    const found = await read();
    if (found === null) throw notFound();
    return found;
  } catch (error) {
    if (!(error instanceof StoreCorruptError) && !(error instanceof UnreadableDocumentError)) {
      return rethrowAway(error);
    }
    const traceId = randomUUID();
    log.error({ err: error, documentId, traceId, alarm: 'document-corrupt' }, 'a stored text is damaged');
    throw new KontorError(
      'text-damaged',
      'The stored text of this document is damaged. It is shown to nobody, and nothing overwrites it. Tell the operator the trace id.',
      { traceId },
    );
  }
}

/** A store that cannot answer is "not now", never "not there". */
export function rethrowAway(error: unknown): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new KontorError('not-ready', 'The text cannot be reached just now. Try again soon.');
}
