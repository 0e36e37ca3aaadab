import type { CollabLimits, Refusal } from '@kontor/contracts';
import { Awareness } from 'y-protocols/awareness';
import {
  Doc,
  applyUpdate,
  decodeUpdate,
  encodeStateAsUpdate,
  encodeStateVector,
  type Transaction,
} from 'yjs';
import { DeviceCopy, type Aside } from './device-copy.js';
import { type Former, bothFormer, bothTexts, wordsMissingIn } from './former-text.js';
import { KontorProvider, type ProviderOptions } from './kontor-provider.js';
import { Ledger } from './ledger.js';
import { forgetCopiesOfOthers } from './forget-copies.js';
import { OwnChanges } from './own-changes.js';
import { hasPending, isUnsafeToLeave, type StopReason } from './saved-state.js';
import type { SessionOptions, SessionView } from './session-view.js';
import { carriedOver } from './twin.js';

export type { Peer, SessionOptions, SessionView } from './session-view.js';

/**
 * One open document in this tab: the shared text, its connection, its copy on this device and what is known about its
 * safety. Framework-free; React reads it through `subscribe` and `view`.
 */
export class CollabSession {
  #doc = new Doc();
  #awareness = new Awareness(this.#doc);
  #own = new OwnChanges();
  #provider: KontorProvider | null = null;
  #copy: DeviceCopy | null = null;
  #generation: number | null = null;
  #isLoaded = false;
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
    return this.#own.textIn(this.#doc);
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
          this.#own.onDevice = this.#own.add(update);
          for (const { id } of decodeUpdate(update).structs) this.#writers.add(id.client);
        }
      }
    }
    this.#listen();
    this.#changed();
    return undefined;
  }

  /** Connects the text with the world: own changes are counted before the provider sends them. */
  #listen(): void {
    const [doc, copy] = [this.#doc, this.#copy];
    doc.on('update', (update: Uint8Array, origin: unknown, _doc: Doc, transaction: Transaction) => {
      // Words of another tab, taken from the device: to be brought to the server like our own.
      const isFromDevice = copy !== null && origin === copy;
      const change = transaction.local || isFromDevice ? this.#own.add(update) : null;
      if (change !== null && !isFromDevice && !this.#writers.has(doc.clientID)) this.#writesUnder(doc);
      this.#write(doc, async () => {
        if (!isFromDevice) await copy?.put(update, change);
        if (change !== null && copy !== null && doc === this.#doc) this.#own.onDevice = change;
      });
      this.#changed();
    });
    this.#awareness.on('change', ({ removed }: { removed: number[] }) => {
      if (removed.length > 0) void this.#takeFromDevice();
    });
    this.#provide(doc, this.#awareness, this.#own.ledger, {});
  }

  #provide(
    doc: Doc,
    awareness: Awareness,
    ledger: Ledger,
    differently: Partial<Pick<ProviderOptions, 'canEdit' | 'changed'>>,
  ): void {
    this.#provider = new KontorProvider({
      serverUrl: this.options.serverUrl,
      documentId: this.options.documentId,
      userId: this.options.userId,
      doc,
      awareness,
      ledger,
      generation: () => this.#generation,
      firstOpenClock: () => this.#own.firstClockIn(this.#doc),
      twin: () => this.#partWays(),
      canEdit: () => this.#canEdit,
      checkAccess: this.options.checkAccess,
      greeted: (generation, limits) => this.#greeted(generation, limits),
      arriving: () => {
        for (const task of this.beforeReceiving) task();
      },
      changed: () => this.#changed(),
      disconnected: () => (this.#storeAway = false),
      acknowledged: (durable) => this.#acknowledged(durable),
      refused: (code) => this.#refuse(code),
      storing: (isStoring) => this.#stores(isStoring),
      stopped: (reason) => this.#stop(reason),
      rightsChanged: this.options.rightsChanged,
      ...differently,
    });
    this.#provider.connect();
  }

  /** Takes in what other tabs of this profile have stored: one of them may have been killed before it could send it. */
  async #takeFromDevice(): Promise<void> {
    const [doc, copy, generation] = [this.#doc, this.#copy, this.#generation];
    if (copy === null || generation === null) return;
    await this.#writes;
    const news = await copy.news(generation, this.#own.ledger.changes).catch(() => []);
    if (this.#isClosed || doc !== this.#doc || news.length === 0) return;
    doc.transact(() => {
      for (const update of news) applyUpdate(doc, update, copy);
    }, copy);
  }

  /**
   * A second live page writes under our client id (a copied or reset virtual machine). We listen to what the server has,
   * add to it under a fresh id what of ours is not there, and go on with that; until then everything stays on screen.
   */
  #partWays(): void {
    this.#provider?.destroy();
    const theirs = new Doc();
    const silent = new Awareness(theirs);
    silent.setLocalState(null);
    this.#provide(theirs, silent, new Ledger(), {
      canEdit: () => false,
      changed: () => {
        if (this.#provider?.connected === true && this.#doc !== theirs) {
          this.#provider.destroy();
          silent.destroy();
          this.#goOnWith(theirs);
        }
        this.#changed();
      },
    });
  }

  #goOnWith(theirs: Doc): void {
    for (const task of this.beforeReceiving) task();
    const [ours, copy] = [this.#doc, this.#copy];
    const before = encodeStateVector(theirs);
    // As a change of our own: Yjs would take one of somebody else's for a sign that the fresh id is taken as well.
    theirs.transact(() => applyUpdate(theirs, carriedOver(ours, theirs, theirs.clientID)));
    const update = encodeStateAsUpdate(theirs, before);
    this.#awareness.destroy();
    ours.destroy();
    this.#begin(theirs);
    const change = this.#own.add(update);
    this.#writesUnder(theirs);
    this.#write(theirs, async () => {
      await copy?.replace(encodeStateAsUpdate(theirs), { change, update });
      if (copy !== null && theirs === this.#doc) this.#own.onDevice = change;
    });
    this.#listen();
    this.#changed();
  }

  /** Everything that is counted or held of one text starts anew. */
  #begin(doc: Doc): void {
    this.#doc = doc;
    this.#awareness = new Awareness(doc);
    this.#own = new OwnChanges();
    this.#refused = null;
    this.#storeAway = false;
    this.#stopped = null;
    this.#epoch += 1;
  }

  #greeted(generation: number, limits: CollabLimits | null): boolean {
    this.#limits = limits;
    this.#changed();
    if (this.#generation !== null && this.#generation !== generation) return false;
    void this.#takeFromDevice();
    if (this.#generation === null) {
      this.#generation = generation;
      const copy = this.#copy;
      this.#write(this.#doc, async () => copy?.begin(generation));
    }
    return true;
  }

  #acknowledged(durable: number): void {
    const copy = this.#copy;
    if (this.#own.settled(durable)) this.#write(this.#doc, async () => copy?.settled(durable));
    this.#changed();
  }

  /** False is not for good: the server asks for all we have when it can store again. Known of a living connection only. */
  #stores(isStoring: boolean): void {
    this.#storeAway = !isStoring;
    this.#changed();
  }

  #refuse(code: Refusal): void {
    if (code === 'read-only' && this.#own.isNoneOpen) return;
    this.#own.ledger.fellBehind();
    if (code === 'quota') return this.#stores(false);
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
    this.#begin(new Doc());
    this.#generation = null;
    this.#isLoaded = false;
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
    const { ledger, onDevice } = this.#own;
    return {
      epoch: this.#epoch,
      doc: this.#doc,
      awareness: this.#awareness,
      facts: {
        canEdit: this.#canEdit,
        loaded: this.#isLoaded,
        connected: this.#provider?.connected ?? false,
        changes: ledger.changes,
        durable: ledger.durable,
        onDevice,
        pendingSince: ledger.pendingSince,
        refused: this.#refused,
        storeAway: this.#storeAway,
        stopped: this.#stopped,
      },
      lastDurableAt: ledger.lastDurableAt,
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
