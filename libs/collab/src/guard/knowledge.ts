import * as Y from 'yjs';
import type { DeletedRange } from './scan-update.js';

/** What judging an update needs to know about the document it is meant for. */
export interface DocumentKnowledge {
  /** First clock of a client that we do not have, accepted but unapplied edits included. */
  clockOf(client: number): number;
  /** Who alone may write under a client id: by a stored claim, by one on its way, or because it is there now. */
  ownerOf(client: number): string | undefined;
  /** Its owner is stored. */
  isClaimed(client: number): boolean;
  isDeleted(range: DeletedRange): boolean;
  /** How many types enclose the struct at this place. */
  typesAbove(client: number, clock: number): number;
  /** Where a known struct stands; null when it was collected as garbage. */
  placeOf(client: number, clock: number): Place | null;
  /** The root type of a name, or what stands for one that is not there yet. */
  rootOf(name: string): unknown;
  /** The type that a known struct is; null when it is none. */
  typeOf(client: number, clock: number): unknown;
}

/** A list, by whatever is the same for all that stand in it; with a key, the history of one entry of a map. */
export interface Place {
  list: unknown;
  key: string | null;
}

/** The document that is judged against; getting `doc` may build it. */
interface KnownContent {
  readonly doc: Y.Doc;
  vector(): Uint8Array;
}

/** Clocks and owners of a document whose accepted edits may still wait to be applied. */
export class Knowledge implements DocumentKnowledge {
  private clocks = new Map<number, number>();
  private readonly owners = new Map<number, string>();

  /** Claims that are not durable yet. */
  private readonly claiming = new Map<number, string>();

  constructor(
    private readonly content: KnownContent,
    private readonly presentOwner: (client: number) => string | undefined,
    /** Applies what is accepted and waits. */
    private readonly applyWaiting: () => void,
  ) {
    this.refresh();
  }

  /** Reads the clocks anew from the document; only when nothing waits to be applied. */
  refresh(): void {
    this.clocks = Y.decodeStateVector(this.content.vector());
  }

  clockOf(client: number): number {
    return this.clocks.get(client) ?? 0;
  }

  advance(client: number, clock: number): void {
    if (clock > this.clockOf(client)) this.clocks.set(client, clock);
  }

  ownerOf(client: number): string | undefined {
    return this.owners.get(client) ?? this.claiming.get(client) ?? this.presentOwner(client);
  }

  isClaimed(client: number): boolean {
    return this.owners.has(client);
  }

  /** Owners whose claim is stored, by client id. */
  get claimed(): ReadonlyMap<number, string> {
    return this.owners;
  }

  /** Reserves client ids until their claim is stored. */
  beginClaim(clients: readonly number[], userId: string): void {
    for (const client of clients) this.claiming.set(client, userId);
  }

  /** A claim is stored. The first one stands. */
  claim(client: number, userId: string): void {
    this.claiming.delete(client);
    if (!this.owners.has(client)) this.owners.set(client, userId);
  }

  private get doc(): Y.Doc {
    return this.content.doc;
  }

  isDeleted(range: DeletedRange): boolean {
    const structs = this.doc.store.clients.get(range.client);
    const end = range.clock + range.length;
    if (!structs || end > Y.getState(this.doc.store, range.client)) return false;
    for (let index = Y.findIndexSS(structs, range.clock); index < structs.length; index += 1) {
      const struct = structs[index];
      if (!struct || struct.id.clock >= end) return true;
      if (!struct.deleted) return false;
    }
    return true;
  }

  typesAbove(client: number, clock: number): number {
    const struct = Y.getItem(this.doc.store, Y.createID(client, clock));
    let depth = 0;
    let item: Y.Item | null = struct instanceof Y.Item ? struct : null;
    while (item && item.parent instanceof Y.AbstractType) {
      item = item.parent._item;
      if (item) depth += 1;
    }
    return depth;
  }

  placeOf(client: number, clock: number): Place | null {
    const item = this.itemAt(client, clock);
    return item && { list: item.parent, key: item.parentSub };
  }

  rootOf(name: string): unknown {
    return this.doc.share.get(name) ?? `root ${name}`;
  }

  typeOf(client: number, clock: number): unknown {
    const content = this.itemAt(client, clock)?.content;
    return content instanceof Y.ContentType ? content.type : null;
  }

  private itemAt(client: number, clock: number): Y.Item | null {
    if (clock >= Y.getState(this.doc.store, client)) this.applyWaiting();
    if (clock >= Y.getState(this.doc.store, client)) return null;
    const struct = Y.getItem(this.doc.store, Y.createID(client, clock));
    return struct instanceof Y.Item ? struct : null;
  }
}
