import { CLOSE, MESSAGE, SCHEMA_VERSION, type CollabLimits, type Refusal } from '@kontor/contracts';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type { Doc } from 'yjs';
import { Backlog } from './backlog.js';
import { blockedWay } from './blocked-way.js';
import { delayBefore, verdictOn } from './close-codes.js';
import { QUERY_FRAME, frameKind, markFrame, readKontorMessage, type KontorMessage } from './frames.js';
import type { Ledger } from './ledger.js';
import { Pulse } from './pulse.js';
import type { StopReason } from './saved-state.js';
import { transportClass } from './transport-socket.js';
import { TwinWatch } from './twin-watch.js';

/** What asking over HTTP said about the document that cannot be reached by socket. */
export type AccessCheck = 'allowed' | 'signed-out' | 'gone' | 'unreachable';

export interface ProviderOptions {
  /** Base of the sync endpoint, e.g. `wss://kontor.example/collab`. */
  serverUrl: string;
  documentId: string;
  /** Whose words these are: the server takes them under no other name. */
  userId: string;
  doc: Doc;
  awareness: Awareness;
  ledger: Ledger;
  /** Generation of the text that `doc` holds already; null while it is empty. */
  generation: () => number | null;
  canEdit: () => boolean;
  checkAccess: () => Promise<AccessCheck>;
  /** The server's generation of the text. False: our copy is of another one, do not merge. */
  greeted: (generation: number, limits: CollabLimits | null) => boolean;
  /** A message is about to be read. */
  arriving: () => void;
  /** Something about the connection or the ledger changed. */
  changed: () => void;
  /** The connection ended; perhaps another one follows. */
  disconnected: () => void;
  acknowledged: (durable: number) => void;
  refused: (code: Refusal) => void;
  /** The server takes no more edits because it cannot store them, or takes them again. */
  storing: (isStoring: boolean) => void;
  /** The first own clock that no server has called durable. */
  firstOpenClock: () => number;
  /** Somebody else writes under our client id. */
  twin: () => void;
  stopped: (reason: StopReason) => void;
  rightsChanged: () => void;
}

/** Time in which changes gather under one marker. */
const MARK_AFTER_MS = 10;
/** Connections that never opened, after which HTTP is asked why; the very first is asked about at once. */
const ASK_AFTER = 2;
/** How often a session on the fallback looks whether WebSockets work again. */
const RETURN_EVERY_MS = 5 * 60_000;

/**
 * y-websocket's provider with what it lacks: durable acknowledgements (message type 102), a reasoned way to deal with
 * close codes, and a way over HTTP where WebSockets are blocked. By composition: its inner workings stay its own.
 */
export class KontorProvider {
  readonly #inner: WebsocketProvider;
  readonly #pulse = new Pulse({
    ask: () => this.#inner.ws?.send(QUERY_FRAME),
    dead: () => this.reconnect(),
    woke: () => this.#comeBack(),
  });
  readonly #twins: TwinWatch;
  readonly #backlog: Backlog;
  /** A part of what is too large leaves, which `admit` lets through. */
  #isPart = false;
  #way: 'websocket' | 'polling' = 'websocket';
  #isGreeted = false;
  #openedOnce = false;
  #everOpened = false;
  #hasSwitched = false;
  #neverOpened = 0;
  #attempts = 0;
  #markTimer: ReturnType<typeof setTimeout> | null = null;
  #returnTimer: ReturnType<typeof setInterval> | null = null;
  #isDestroyed = false;

  constructor(private readonly options: ProviderOptions) {
    if (blockedWay.isKnown()) this.#use('polling');
    const { documentId, doc, awareness } = options;
    this.#backlog = new Backlog(doc, (frame) => this.#sendPart(frame));
    this.#inner = new WebsocketProvider(options.serverUrl, documentId, doc, {
      awareness,
      connect: false,
      // Two tabs meet through the server and the device copy: an edit heard from another tab would look like a remote
      // one here, and be called saved although nobody acknowledged it.
      disableBc: true,
      WebSocketPolyfill: transportClass({
        way: () => this.#way,
        fallbackAuth: () => ({ documentId, ...this.#params() }),
        opened: () => this.#opened(),
        arriving: () => {
          this.#pulse.heard();
          options.arriving();
        },
        admit: (frame) => this.#admit(frame),
      }),
      shouldReconnect: (event) => verdictOn(event.code).act !== 'stop',
    });
    const readSync = this.#inner.messageHandlers[MESSAGE.sync];
    const watch = new TwinWatch(options.doc, options.firstOpenClock);
    this.#twins = watch;
    this.#inner.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
      const verdict = watch.judge(decoder);
      if (verdict.act === 'ask') return this.#inner.ws?.send(new Uint8Array(verdict.frame));
      if (verdict.act === 'part') return options.twin();
      readSync?.(encoder, decoder, ...rest);
      if (!this.#isDestroyed && this.#wasRenamed()) return options.twin();
      if (verdict.held === null) return undefined;
      // What had to wait for the answer is read now, as if it came now.
      const answer = encoding.createEncoder();
      readSync?.(answer, verdict.held, ...rest);
      return this.#inner.ws?.send(encoding.toUint8Array(answer));
    };
    this.#inner.messageHandlers[MESSAGE.kontor] = (_encoder, decoder) =>
      this.#heard(readKontorMessage(decoder));
    this.#inner.on('status', () => options.changed());
    this.#inner.on('sync', (synced: boolean) => {
      if (synced) this.#attempts = 0;
      options.changed();
    });
    this.#inner.on('connection-close', (event) => this.#connectionClosed(event));
    this.#inner.on('closed', ({ code }) => {
      const verdict = verdictOn(code);
      if (verdict.act === 'stop') options.stopped(verdict.reason);
    });
    globalThis.addEventListener?.('online', this.#online);
    globalThis.addEventListener?.('offline', this.#offline);
  }

  /** Open, greeted, and both states exchanged. */
  get connected(): boolean {
    const { ledger, canEdit } = this.options;
    const isInStep = ledger.isCaughtUp || this.#backlog.isUnderWay || !canEdit();
    return this.#inner.synced && this.#isGreeted && isInStep;
  }

  get way(): 'websocket' | 'polling' {
    return this.#way;
  }

  connect(): void {
    if (this.#isDestroyed) return;
    this.#inner.params = stringified(this.#params());
    this.#inner.connect();
  }

  disconnect(): void {
    this.#inner.disconnect();
    this.options.changed();
  }

  /** Comes back at once with the rights of now. */
  reconnect(): void {
    if (!this.#inner.shouldConnect) return;
    this.#inner.disconnect();
    this.connect();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#pulse.stop();
    this.#flushMark();
    globalThis.removeEventListener?.('online', this.#online);
    globalThis.removeEventListener?.('offline', this.#offline);
    if (this.#returnTimer !== null) clearInterval(this.#returnTimer);
    this.#inner.destroy();
  }

  /** Does not wait for its turn: whoever opens the lid wants to write. */
  #comeBack(): void {
    if (!this.#inner.shouldConnect) return;
    this.#attempts = 0;
    this.connect();
  }

  /**
   * Whether Yjs, which does so for a page that has written nothing yet, has just taken another id. That is taken back:
   * presence keeps the old one, and y-websocket cannot take leave with two.
   */
  #wasRenamed(): boolean {
    const { doc, awareness } = this.options;
    if (doc.clientID === awareness.clientID) return false;
    doc.clientID = awareness.clientID;
    return true;
  }

  #params(): Record<string, string | number> {
    const generation = this.options.generation();
    const { userId: user } = this.options;
    return { ack: 1, schema: SCHEMA_VERSION, user, ...(generation === null ? {} : { generation }) };
  }

  #opened(): void {
    this.#isGreeted = false;
    this.#openedOnce = true;
    this.#everOpened = true;
    this.#neverOpened = 0;
    this.#pulse.opened();
    this.#twins.opened();
    this.options.ledger.connectionOpened();
  }

  /** Before the greeting nothing of ours leaves, and no single update before our whole state: the server would see a gap. */
  #admit(frame: Uint8Array): boolean {
    const kind = frameKind(frame);
    if (kind === 'other' || this.#isPart) return true;
    const { ledger, canEdit } = this.options;
    if (!canEdit() || !this.#isGreeted || (kind === 'update' && !ledger.isCaughtUp)) return false;
    if (this.#backlog.isTooLarge(frame)) {
      ledger.fellBehind();
      this.#bring(this.#backlog.begin(frame));
      this.options.changed();
      return false;
    }
    if (kind === 'step2') this.#backlog.stop();
    this.#count(kind);
    return true;
  }

  #count(kind: 'step2' | 'update'): number {
    const n = this.options.ledger.messageSent(kind);
    if (kind === 'step2') this.options.changed();
    this.#markTimer ??= setTimeout(() => this.#flushMark(), MARK_AFTER_MS);
    return n;
  }

  #sendPart(frame: Uint8Array<ArrayBuffer>): number {
    this.#isPart = true;
    this.#inner.ws?.send(frame);
    this.#isPart = false;
    return this.#count(frameKind(frame) === 'step2' ? 'step2' : 'update');
  }

  /** What fits into no part will never arrive: said, and offered for copying. */
  #bring(isBrought: boolean): void {
    if (!isBrought) this.options.refused('too-large');
  }

  #flushMark(): void {
    if (this.#markTimer !== null) clearTimeout(this.#markTimer);
    this.#markTimer = null;
    const socket = this.#inner.ws;
    if (socket === null || socket.readyState !== socket.OPEN) return;
    const n = this.options.ledger.takeMark();
    if (n !== null) socket.send(markFrame(n));
  }

  #heard(message: KontorMessage): void {
    switch (message.type) {
      case 'hello':
        if (message.limits !== null) this.#backlog.limit(message.limits.frame);
        if (this.options.greeted(message.generation, message.limits)) this.#isGreeted = true;
        else {
          this.#inner.disconnect();
          this.options.stopped('generation-changed');
        }
        return;
      case 'durable':
        this.options.acknowledged(this.options.ledger.acknowledged(message.n));
        this.#bring(this.#backlog.durable(message.n));
        return;
      case 'refused':
        this.#backlog.stop();
        this.options.refused(message.code);
        return;
      case 'storing':
        this.options.storing(message.isStoring);
        return;
      case 'state':
      case 'unknown':
        return;
    }
  }

  #connectionClosed(event: CloseEvent | null): void {
    this.#isGreeted = false;
    this.#pulse.closed();
    if (this.#markTimer !== null) clearTimeout(this.#markTimer);
    this.#markTimer = null;
    this.options.ledger.connectionOpened();
    this.options.disconnected();
    this.#backlog.stop();
    const verdict = verdictOn(event?.code ?? 1000);
    if (event?.code === CLOSE.frameTooBig) this.#bring(this.#backlog.shrink());
    if (verdict.act === 'again') {
      this.#attempts += 1;
      // y-websocket waits min(2^n * 100 ms, maxBackoffTime): a large n leaves the choice to us.
      this.#inner.wsUnsuccessfulReconnects = 30;
      this.#inner.maxBackoffTime = delayBefore(this.#attempts, verdict.after);
      if (verdict.rightsChanged) this.options.rightsChanged();
      if (event !== null && !this.#openedOnce) void this.#askWhy();
    }
    this.#openedOnce = false;
    this.options.changed();
  }

  /** A refused upgrade tells a browser nothing: HTTP knows whether access is gone, the way is blocked, or all is down. */
  async #askWhy(): Promise<void> {
    this.#neverOpened += 1;
    // When nothing ever opened here, the page itself has just come over HTTP: that the server is away is unlikely.
    const isFirst = !this.#everOpened && !this.#hasSwitched;
    if (!isFirst && this.#neverOpened < ASK_AFTER) return;
    const answer = await this.options.checkAccess();
    if (this.#isDestroyed || this.connected) return;
    if (answer === 'signed-out' || answer === 'gone') {
      this.#inner.disconnect();
      this.options.stopped(answer === 'gone' ? 'gone' : 'session-ended');
    } else if (answer === 'allowed') {
      this.#neverOpened = 0;
      this.#hasSwitched = true;
      this.#use(this.#way === 'websocket' ? 'polling' : 'websocket');
      // Only once without waiting: two ways that both fail must not be tried in turns as fast as they can.
      if (isFirst) this.reconnect();
    }
  }

  #use(way: 'websocket' | 'polling'): void {
    this.#way = way;
    if (this.#returnTimer !== null) clearInterval(this.#returnTimer);
    this.#returnTimer =
      way === 'polling' ? setInterval(() => this.#lookForWebSocket(), RETURN_EVERY_MS) : null;
    if (way === 'polling') blockedWay.remember(RETURN_EVERY_MS);
    else blockedWay.forget();
    this.options.changed();
  }

  /** A trial connection that takes part in nothing; only when it opens is the working one given up. */
  #lookForWebSocket(): void {
    const trial = new WebSocket(this.#inner.url);
    trial.onopen = () => {
      trial.close();
      if (this.#isDestroyed || this.#way === 'websocket') return;
      this.#use('websocket');
      this.reconnect();
    };
  }

  readonly #online = (): void => {
    // Perhaps another network than before.
    blockedWay.forget();
    if (this.#inner.shouldConnect || this.#isDestroyed) this.#attempts = 0;
    if (this.#wentOffline) this.connect();
    this.#wentOffline = false;
  };
  #wentOffline = false;

  /** An open socket does not notice a pulled cable for half a minute; the browser knows at once. */
  readonly #offline = (): void => {
    if (!this.#inner.shouldConnect) return;
    this.#wentOffline = true;
    this.disconnect();
  };
}

const stringified = (record: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]));
