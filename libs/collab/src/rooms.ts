import { CLOSE } from '@kontor/contracts';
import { StoreCorruptError, type StoredDocument } from './doc-store.port.js';
import type { Engine } from './engine.js';
import { Room } from './room.js';
import type { Session } from './session.js';

/** A document's place in the registry, taken from the first connection until the last flush is durable. */
interface Place {
  readonly documentId: string;
  /** Connections that came before the document was loaded. */
  readonly waiting: Set<Session>;
  room: Room | null;
  unloading: boolean;
}

/**
 * The registry of open documents. A place is looked up, taken and given back without anything awaited in between, and
 * given back only when nothing is left to store. So a document is never loaded while an older copy of it still writes.
 */
export class Rooms {
  private readonly places = new Map<string, Place>();
  private draining = false;

  constructor(private readonly engine: Engine) {}

  get size(): number {
    return this.places.size;
  }

  *sessions(): IterableIterator<Session> {
    for (const { waiting, room } of this.places.values()) {
      yield* waiting;
      if (room) yield* room.sessions;
    }
  }

  *open(): IterableIterator<Room> {
    for (const { room } of this.places.values()) if (room) yield room;
  }

  get(documentId: string): Room | null {
    return this.places.get(documentId)?.room ?? null;
  }

  join(session: Session): void {
    const place = this.places.get(session.documentId) ?? this.take(session.documentId);
    if (!place.room) place.waiting.add(session);
    else if (place.room.isBroken) session.close(CLOSE.internal, 'document reloads');
    else place.room.enter(session);
  }

  leave(session: Session): void {
    const place = this.places.get(session.documentId);
    place?.waiting.delete(session);
    place?.room?.leave(session);
  }

  /** Rooms are no longer compacted when they close: time is short. */
  beginDrain(): void {
    this.draining = true;
  }

  private take(documentId: string): Place {
    const place: Place = { documentId, waiting: new Set(), room: null, unloading: false };
    this.places.set(documentId, place);
    this.engine.own(this.load(place));
    return place;
  }

  private async load(place: Place): Promise<void> {
    const { documentId } = place;
    let stored: StoredDocument | null;
    try {
      stored = await this.engine.store.load(documentId);
      place.room = stored && new Room(this.engine, stored, () => this.unload(place));
    } catch (error) {
      const kind = error instanceof StoreCorruptError ? 'document-corrupt' : 'load-failed';
      this.engine.alarm(kind, { documentId, error: String(error) });
      return this.giveUp(place, CLOSE.internal, 'document cannot be loaded');
    }
    if (!place.room) return this.giveUp(place, CLOSE.gone, 'no such document');
    const sessions = [...place.waiting];
    place.waiting.clear();
    for (const session of sessions) if (!session.isEnded) place.room.enter(session);
    if (place.room.sessions.size === 0) this.unload(place);
  }

  /** Not loaded is not empty: nothing is served and nothing is stored. */
  private giveUp(place: Place, code: number, reason: string): void {
    this.places.delete(place.documentId);
    for (const session of Array.from(place.waiting)) session.close(code, reason);
  }

  private unload(place: Place): void {
    if (place.unloading || !place.room) return;
    place.unloading = true;
    this.engine.own(this.unloadWhenStored(place, place.room));
  }

  private async unloadWhenStored(place: Place, room: Room): Promise<void> {
    let isCompact = this.draining;
    while (room.sessions.size === 0) {
      room.flush();
      if (!room.log.isClean) {
        await room.log.clean();
      } else if (!isCompact) {
        isCompact = true;
        await room.closing();
      } else {
        this.places.delete(place.documentId);
        room.destroy();
        return;
      }
    }
    place.unloading = false;
  }
}
