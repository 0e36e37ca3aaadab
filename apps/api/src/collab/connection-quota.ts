import { KontorError } from '@kontor/domain';

/** How many sync connections there may be, and how many documents may be open. */
export interface ConnectionLimits {
  /** A person with many tabs and a phone stays well below it; a runaway script does not. */
  perPerson: number;
  perDocument: number;
  perNode: number;
  documents: number;
}

/** Counts the sync connections over all transports. */
export class ConnectionQuota {
  readonly #ofPerson = new Map<string, number>();
  readonly #ofDocument = new Map<string, number>();
  #all = 0;

  constructor(private readonly limits: ConnectionLimits) {}

  /**
   * @throws KontorError too-many-attempts when the person or the document has enough, not-ready when this node has
   */
  demandRoom(userId: string, documentId: string): void {
    const { perPerson, perDocument, perNode, documents } = this.limits;
    if ((this.#ofPerson.get(userId) ?? 0) >= perPerson)
      throw new KontorError('too-many-attempts', 'Too many open connections. Close a tab.');
    if ((this.#ofDocument.get(documentId) ?? 0) >= perDocument)
      throw new KontorError('too-many-attempts', 'Too many people have this document open. Try again later.');
    const isNew = !this.#ofDocument.has(documentId);
    if (this.#all >= perNode || (isNew && this.#ofDocument.size >= documents))
      throw new KontorError('not-ready', 'The server has no room for more connections. Try again later.');
  }

  /** @returns what gives the place back; calling it twice is harmless */
  take(userId: string, documentId: string): () => void {
    add(this.#ofPerson, userId, 1);
    add(this.#ofDocument, documentId, 1);
    this.#all += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      add(this.#ofPerson, userId, -1);
      add(this.#ofDocument, documentId, -1);
      this.#all -= 1;
    };
  }
}

function add(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
