import type { DocumentId } from '@kontor/contracts';
import type { EventBus } from '../kernel/events.js';
import type { DocumentRecords } from './practice-documents.port.js';

/** The engine's word that a text changed durably; it says so at most every few seconds per document. */
export class DocumentTextActivity {
  constructor(
    private readonly records: Pick<DocumentRecords, 'touchText'>,
    private readonly events: EventBus,
  ) {}

  /** Repeatable: time only moves forward. A document without a record (a crash at its creation) is passed over. */
  async touched(documentId: DocumentId, at: Date): Promise<void> {
    const record = await this.records.touchText(documentId, at);
    if (record === null) return;
    this.events.publish({ type: 'practice-document.changed', workspaceId: record.workspaceId, documentId });
  }
}
