import type { AwarenessUser, CollabLimits, Refusal } from '@kontor/contracts';
import { Awareness } from 'y-protocols/awareness';
import { Doc, applyUpdate, decodeUpdate, encodeStateAsUpdate, type Transaction } from 'yjs';
import { DeviceCopy, type Aside } from './device-copy.js';
import { type Former, bothFormer, bothTexts, wordsMissingIn } from './former-text.js';
import { KontorProvider, type AccessCheck } from './kontor-provider.js';
import { Ledger } from './ledger.js';
import { forgetCopiesOfOthers } from './forget-copies.js';
import { ownText } from './own-text.js';
import { hasPending, isUnsafeToLeave, type SavedFacts, type StopReason } from './saved-state.js';

export interface SessionOptions {
  serverUrl: string;
  documentId: string;
  userId: string;
  canEdit: boolean;
  checkAccess: () => Promise<AccessCheck>;
  /** Rights were changed by somebody: ask again what this person may do. */
  rightsChanged: () => void;
}

/** What the page shows of a session; a new object whenever something changed. */
export interface SessionView {
  /** Rises when the text is replaced by another generation: the editor must be made anew. */
  epoch: number;
  doc: Doc;
  awareness: Awareness;
  facts: Omit<SavedFacts, 'now'>;
  lastDurableAt: number | null;
  way: 'websocket' | 'polling';
  /** Own words of an earlier generation, offered for copying. */
  aside: Aside | null;
  limits: CollabLimits | null;
}

export interface Peer extends AwarenessUser {
  clientId: number;
  section: string | null;
}

/**
 * One open document in this tab: the shared text, its connection, its copy on this device and what is known about its
 * safety. Framework-free; React reads it through `subscribe` and `view`.
 */
export class CollabSession {
  #doc = new Doc();
  #awareness = new Awareness(this.#doc);
  #ledger = new Ledger();
  #provider: KontorProvider | null = null;
  #copy: DeviceCopy | null = null;
  #generation: number | null = null;
  #isLoaded = false;
  #onDevice = 0;
  #refused: Refusal | null = null;
  #storeAway = false;
  #stopped: StopReason | null = null;
  #aside: Aside | null = null;
  /** The text before it was replaced, until the new one has come. */
  #former: Former | null = null;
  /** Client ids that own words of this text stand under. */
  #writers = new Set<number>();
  #limits: CollabLimits | null = null;
  /** What the server last said this person may do. */
  #granted: boolean;
  #epoch = 0;
  #isClosed = false;
  /** Own updates that are not durable, by change number. */
  #pending: { change: number; update: Uint8Array }[] = [];
  #writes: Promise<void> = Promise.resolve();
  #view: SessionView;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: SessionOptions) {
    this.#granted = options.canEdit;
    this.#view = this.#look();
    globalThis.addEventListener?.('beforeunload', this.#beforeUnload);
    void this.#start();
  }

  get view(): SessionView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** After a refusal nothing more is sent: what follows builds on the refused change. */
  get #canEdit(): boolean {
    return this.#granted && this.#refused === null;
  }

  /**
   * Called before a message of the server is read. The editor takes in here what was typed or clicked a moment ago and
   * stands only in the page so far: drawing what others did would otherwise put the caret back.
   */
  readonly beforeReceiving = new Set<() => void>();

  /** The server said anew what this person may do. Own words that were refused for lack of rights go out again. */
  setCanEdit(canEdit: boolean): void {
    const before = this.#canEdit;
    this.#granted = canEdit;
    if (canEdit && this.#refused === 'read-only') this.#refused = null;
    if (before === this.#canEdit) return;
    this.#provider?.reconnect();
    this.#changed();
  }

  /** Tries again after a stop, e.g. when somebody signed in again in another tab. */
  retry(): void {
    if (this.#stopped === null || this.#stopped === 'generation-changed') return;
    this.#stopped = null;
    this.#provider?.connect();
    this.#changed();
  }

  /** Own words that no server has: for "Copy my text". */
  unsavedText(): string {
    return ownText(
      this.#doc,
      this.#pending.map(({ update }) => update),
    );
  }

  /** Gives up own changes that were refused and takes the server's text. */
  async discardOwnChanges(): Promise<void> {
    await this.#startAnew(null);
  }

  async forgetAside(): Promise<void> {
    this.#aside = null;
    this.#changed();
    await this.#copy?.forgetAside();
  }

  close(): void {
    this.#isClosed = true;
    globalThis.removeEventListener?.('beforeunload', this.#beforeUnload);
    this.#end();
    const copy = this.#copy;
    void this.#writes.finally(() => copy?.close());
  }

  async #start(): Promise<void> {
    void forgetCopiesOfOthers(this.options.userId);
    this.#copy = await DeviceCopy.open(this.options.userId, this.options.documentId);
    const stored = await this.#copy?.load().catch(() => null);
    if (this.#isClosed) return this.#copy?.close();
    if (stored) {
      this.#aside = stored.aside;
      this.#former = stored.former;
      if (stored.generation !== null && stored.updates.length > 0) {
        this.#generation = stored.generation;
        this.#doc.transact(() => {
          for (const update of stored.updates) applyUpdate(this.#doc, update, this.#copy);
        }, this.#copy);
        this.#isLoaded = true;
        this.#writers = new Set(stored.writers);
        for (const update of stored.pending) {
          this.#pending.push({ change: this.#ledger.changed(), update });
          for (const { id } of decodeUpdate(update).structs) this.#writers.add(id.client);
        }
        this.#onDevice = this.#ledger.changes;
      }
    }
    this.#listen();
    this.#changed();
    return undefined;
  }

  /** Connects the text with the world: own changes are counted before the provider sends them. */
  #listen(): void {
    const [doc, copy] = [this.#doc, this.#copy];
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Doc, transaction: Transaction) => {
      const change = transaction.local ? this.#ledger.changed() : null;
      if (change !== null) this.#pending.push({ change, update });
      if (change !== null && !this.#writers.has(doc.clientID)) this.#writesUnder(doc);
      this.#write(doc, async () => {
        await copy?.put(update, change);
        if (change !== null && copy !== null && doc === this.#doc) this.#onDevice = change;
      });
      this.#changed();
    });
    const provider = new KontorProvider({
      serverUrl: this.options.serverUrl,
      documentId: this.options.documentId,
      userId: this.options.userId,
      doc,
      awareness: this.#awareness,
      ledger: this.#ledger,
      generation: () => this.#generation,
      canEdit: () => this.#canEdit,
      checkAccess: this.options.checkAccess,
      greeted: (generation, limits) => this.#greeted(generation, limits),
      arriving: () => {
        for (const task of this.beforeReceiving) task();
      },
      changed: () => this.#changed(),
      // What the server could store is known of a living connection only.
      disconnected: () => (this.#storeAway = false),
      acknowledged: (durable) => this.#acknowledged(durable),
      refused: (code) => this.#refuse(code),
      stopped: (reason) => this.#stop(reason),
      rightsChanged: this.options.rightsChanged,
    });
    this.#provider = provider;
    provider.connect();
  }

  #greeted(generation: number, limits: CollabLimits | null): boolean {
    this.#limits = limits;
    this.#changed();
    if (this.#generation !== null && this.#generation !== generation) return false;
    if (this.#generation === null) {
      this.#generation = generation;
      const copy = this.#copy;
      this.#write(this.#doc, async () => copy?.begin(generation));
    }
    return true;
  }

  #acknowledged(durable: number): void {
    const before = this.#pending.length;
    this.#pending = this.#pending.filter(({ change }) => change > durable);
    const copy = this.#copy;
    if (before !== this.#pending.length) this.#write(this.#doc, async () => copy?.settled(durable));
    if (this.#ledger.durable === this.#ledger.changes) this.#storeAway = false;
    this.#changed();
  }

  #refuse(code: Refusal): void {
    if (code === 'read-only' && this.#pending.length === 0) return;
    this.#ledger.refused();
    if (code === 'quota') {
      // Not for good: the server asks for all we have when it can store again. Until then nothing more is sent.
      this.#storeAway = true;
      return this.#changed();
    }
    this.#refused = code;
    this.options.rightsChanged();
    this.#changed();
  }

  #stop(reason: StopReason): void {
    if (reason === 'generation-changed') {
      // Saved words may be missing in the new text too: it may be a backup from before them.
      const writers = [...this.#writers];
      const isOwn = writers.length > 0;
      void this.#startAnew(isOwn ? { update: encodeStateAsUpdate(this.#doc), writers } : null);
      return;
    }
    this.#stopped = reason;
    this.#changed();
  }

  /** Another lineage of the text: merging both would double it. Ours is put aside, theirs is taken. */
  async #startAnew(former: Former | null): Promise<void> {
    this.#end();
    await this.#writes.catch(() => undefined);
    await this.#copy?.setAside(former).catch(() => undefined);
    if (this.#isClosed) return;
    this.#former = bothFormer(this.#former, former);
    this.#writers = new Set();
    this.#doc = new Doc();
    this.#awareness = new Awareness(this.#doc);
    this.#ledger = new Ledger();
    this.#pending = [];
    this.#generation = null;
    this.#isLoaded = false;
    this.#onDevice = 0;
    this.#refused = null;
    this.#storeAway = false;
    this.#stopped = null;
    this.#epoch += 1;
    this.#listen();
    this.#changed();
  }

  /** The new text is here: what of the own words is not in it is offered for copying. */
  #compare(former: Former): void {
    this.#former = null;
    const text = wordsMissingIn(this.#doc, former);
    const copy = this.#copy;
    if (text !== '') this.#aside = { text: bothTexts(this.#aside?.text ?? '', text), at: Date.now() };
    this.#write(this.#doc, async () => copy?.compared(text));
  }

  #writesUnder(doc: Doc): void {
    const { clientID } = doc;
    const copy = this.#copy;
    this.#writers.add(clientID);
    this.#write(doc, async () => copy?.wrote(clientID));
  }

  #end(): void {
    this.#provider?.destroy();
    this.#provider = null;
    this.#awareness.destroy();
    this.#doc.destroy();
  }

  /** One after another, so that "on this device" means all changes up to that one. A failed write is no write. */
  #write(doc: Doc, task: () => Promise<unknown>): void {
    this.#writes = this.#writes.then(task).then(
      () => {
        if (doc === this.#doc) this.#changed();
      },
      () => {
        // A full or broken store: what it has not taken is not on this device, and the indicator says so.
        this.#copy = null;
      },
    );
  }

  #changed(): void {
    if (this.#isClosed) return;
    if (!this.#isLoaded && this.#provider?.connected === true) this.#isLoaded = true;
    if (this.#former !== null && this.#provider?.connected === true) this.#compare(this.#former);
    this.#view = this.#look();
    for (const listener of this.#listeners) listener();
  }

  #look(): SessionView {
    return {
      epoch: this.#epoch,
      doc: this.#doc,
      awareness: this.#awareness,
      facts: {
        canEdit: this.#canEdit,
        loaded: this.#isLoaded,
        connected: this.#provider?.connected ?? false,
        changes: this.#ledger.changes,
        durable: this.#ledger.durable,
        onDevice: this.#onDevice,
        pendingSince: this.#ledger.pendingSince,
        refused: this.#refused,
        storeAway: this.#storeAway,
        stopped: this.#stopped,
      },
      lastDurableAt: this.#ledger.lastDurableAt,
      way: this.#provider?.way ?? 'websocket',
      aside: this.#aside,
      limits: this.#limits,
    };
  }

  readonly #beforeUnload = (event: BeforeUnloadEvent): void => {
    const facts = { ...this.#look().facts, now: Date.now() };
    if (hasPending(facts) && isUnsafeToLeave(facts)) event.preventDefault();
  };
}
