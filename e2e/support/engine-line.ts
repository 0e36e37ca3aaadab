import {
  CollabServer,
  systemClock,
  type Access,
  type ConnectOptions,
  type LimitOverrides,
  type Session,
} from '@kontor/collab';
import { CLOSE } from '@kontor/contracts';
import { FaultyStore, MemoryDocStore } from '@kontor/testing';
import * as Y from 'yjs';

/** A sync engine in this process that `new WebSocket` leads to, as long as a test lets it. */
export class EngineHouse {
  readonly documentId = 'd'.repeat(24);
  readonly sockets: LineSocket[] = [];
  readonly store = new FaultyStore(new MemoryDocStore());
  readonly server: CollabServer;
  /** Who comes through the door next. */
  userId = 'u'.repeat(24);
  canEdit = true;
  /** Close codes of the engine, in the order in which it gave them. */
  readonly codes: number[] = [];
  /** False: the network refuses new connections. */
  isReachable = true;
  /** The largest frame that a proxy on the way lets through. */
  passes = Number.POSITIVE_INFINITY;

  private constructor(limits: LimitOverrides) {
    this.server = new CollabServer({
      store: this.store,
      clock: systemClock,
      limits,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      alarm: () => undefined,
    });
  }

  /** An engine with one empty document. */
  static async open(limits: LimitOverrides = {}): Promise<EngineHouse> {
    const house = new EngineHouse(limits);
    const doc = new Y.Doc();
    const update = Y.encodeStateAsUpdate(doc);
    doc.destroy();
    await house.store.create(house.documentId, { update, userId: 'template', at: Date.now() });
    return house;
  }

  /** Puts the engine behind `new WebSocket`. */
  install(): void {
    const enter = (socket: LineSocket) => this.enter(socket);
    globalThis.WebSocket = class extends LineSocket {
      constructor(url: string) {
        super(url, enter);
      }
    } as unknown as typeof WebSocket;
  }

  get last(): LineSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has connected yet');
    return socket;
  }

  /** The document as it is stored. The caller destroys it. */
  async stored(): Promise<Y.Doc> {
    const { snapshot, tail } = (await this.store.load(this.documentId)) ?? { snapshot: null, tail: [] };
    const doc = new Y.Doc();
    if (snapshot) Y.applyUpdate(doc, snapshot.update);
    for (const { update } of tail) Y.applyUpdate(doc, update);
    return doc;
  }

  async close(): Promise<void> {
    this.store.heal();
    await this.server.drain(2_000);
  }

  private enter(socket: LineSocket): void {
    this.sockets.push(socket);
    if (!this.isReachable) return socket.ended(1006);
    const { userId, canEdit } = this;
    socket.passes = this.passes;
    const params = new URL(socket.url).searchParams;
    const generation = params.get('generation');
    const access: Access = {
      userId,
      sessionId: `${userId}-session`,
      canEdit,
      user: { id: userId, name: `Name of ${userId}`, city: null, colour: 1 },
    };
    const options: ConnectOptions = {
      ack: params.get('ack') === '1',
      ...(generation === null ? {} : { generation: Number(generation) }),
    };
    socket.opened((end) => {
      const close = (code: number): void => {
        this.codes.push(code);
        end.close(code);
      };
      return this.server.connect(this.documentId, { ...end, close }, access, options);
    });
  }
}

/** Enough of a browser's WebSocket, one turn of the event loop away from the engine. */
export class LineSocket {
  readonly OPEN = 1;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly bufferedAmount = 0;
  /** Nothing passes, nothing is closed: what a router does that has forgotten a connection. */
  isBlackHole = false;
  passes = Number.POSITIVE_INFINITY;
  private session: Session | null = null;
  private isOpen = false;

  constructor(
    readonly url: string,
    enter: (socket: LineSocket) => void,
  ) {
    setImmediate(() => enter(this));
  }

  opened(
    connect: (end: {
      send(frame: Uint8Array): void;
      close(code: number): void;
      bufferedAmount: number;
    }) => Session,
  ): void {
    this.isOpen = true;
    this.onopen?.();
    this.session = connect({
      bufferedAmount: 0,
      send: (frame) => this.soon(() => this.onmessage?.({ data: new Uint8Array(frame).buffer })),
      close: (code) => this.soon(() => this.ended(code)),
    });
  }

  /** The browser learns that the connection is gone. */
  ended(code: number): void {
    this.isOpen = false;
    this.onclose?.({ code, reason: '' });
  }

  /** The wire breaks for both. */
  cut(): void {
    this.session?.closed();
    this.ended(CLOSE.goingAway);
  }

  send(frame: Uint8Array): void {
    if (frame.length > this.passes) {
      setImmediate(() => {
        this.session?.closed();
        this.ended(CLOSE.frameTooBig);
      });
      return;
    }
    const bytes = frame.slice();
    this.soon(() => this.session?.receive(bytes));
  }

  close(): void {
    this.isOpen = false;
    if (!this.isBlackHole) setImmediate(() => this.session?.closed());
  }

  private soon(task: () => void): void {
    setImmediate(() => {
      if (this.isOpen && !this.isBlackHole) task();
    });
  }
}
