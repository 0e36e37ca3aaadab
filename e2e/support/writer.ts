import { CLOSE, KONTOR, MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

/** One local change and whether the server ever said that it is durable. */
export interface LoggedEdit {
  update: Uint8Array;
  acknowledged: boolean;
}

const RECONNECT_MS = 50;

/**
 * A client of the sync endpoint with type 102, written from the protocol alone, that keeps a log of its own edits and of
 * what the server acknowledged: the oracle outside the system under test. It reconnects by itself.
 */
export class Writer {
  readonly doc = new Y.Doc();
  readonly log: LoggedEdit[] = [];
  readonly refusals: string[] = [];
  /** The largest message that came, in bytes. */
  largestFrame = 0;
  /** Close code of the last connection that ended. */
  closedWith: number | null = null;
  /** Close codes of the connections that ended without our doing. */
  readonly closes: number[] = [];
  #socket: WebSocket | null = null;
  #stopped = false;
  #held = false;
  #leaving = false;
  /** Change messages of this connection, and which log entries each covers (exclusive end index). */
  #sent = 0;
  #covers: { n: number; end: number }[] = [];
  #synced = false;
  #complete = false;
  #waiters: { holds: () => boolean; resolve: () => void }[] = [];

  constructor(
    private readonly url: string,
    private readonly documentId: string,
    private readonly cookie: string,
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return this.wake();
      this.log.push({ update, acknowledged: false });
      if (this.#synced) this.sendChange((encoder) => writeUpdate(encoder, update));
    });
    this.connect();
  }

  get isSynced(): boolean {
    return this.#synced;
  }

  /** The server has sent all that it holds (its sync step 2). */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** Edits that the server has said are durable. */
  get acknowledged(): LoggedEdit[] {
    return this.log.filter((edit) => edit.acknowledged);
  }

  text(): string {
    return this.doc.getText('faults').toString();
  }

  /** Resolves as soon as the condition holds; it is looked at whenever anything arrives. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ holds, resolve }));
  }

  /** Resolves when connected and every own edit is acknowledged. */
  settled(): Promise<void> {
    return this.until(() => this.#synced && this.log.every((edit) => edit.acknowledged));
  }

  /** Stays away once the connection is lost, so that it cannot heal what the server lost before somebody looked. */
  hold(): void {
    this.#held = true;
  }

  /** Takes nothing more from its socket, as a tab does whose device is asleep; the network stays up. */
  stopReading(): void {
    this.#socket?.pause();
  }

  readAgain(): void {
    this.#socket?.resume();
  }

  /** Asks who is here, without end and without a need. */
  askWhoIsHere(): void {
    this.send(MESSAGE.queryAwareness, () => undefined);
  }

  /** Shows itself to others with this much to say. */
  show(state: object): void {
    this.send(MESSAGE.awareness, (encoder) => {
      const one = encoding.encode((inner) => {
        encoding.writeVarUint(inner, 1);
        encoding.writeVarUint(inner, this.doc.clientID);
        encoding.writeVarUint(inner, 1);
        encoding.writeVarString(inner, JSON.stringify(state));
      });
      encoding.writeVarUint8Array(encoder, one);
    });
  }

  /** Goes at once, as a closed tab does, and stays away. */
  leave(): void {
    this.#held = true;
    this.#leaving = true;
    this.#socket?.close();
  }

  /** Comes back. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#socket?.readyState === WebSocket.CLOSED) this.connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
    this.doc.destroy();
  }

  private wake(): void {
    const ready = this.#waiters.filter(({ holds }) => holds());
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }

  private connect(): void {
    if (this.#stopped || this.#held) return;
    if (this.#socket !== null && this.#socket.readyState !== WebSocket.CLOSED) return;
    const target = `${this.url.replace(/^http/, 'ws')}/collab/${this.documentId}?ack=1`;
    const socket = new WebSocket(target, { headers: { cookie: this.cookie, origin: this.url } });
    socket.binaryType = 'nodebuffer';
    this.#socket = socket;
    this.#sent = 0;
    this.#covers = [];
    this.#synced = false;
    this.#complete = false;
    this.#leaving = false;
    socket.on('open', () => this.send(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, this.doc)));
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('error', () => undefined);
    socket.once('close', (code: number) => {
      this.closedWith = code;
      this.#synced = false;
      if (!this.#leaving && !this.#stopped) this.closes.push(code);
      const isFinal = code >= 4400 && code < 4500 && code !== CLOSE.rightsChanged;
      if (!isFinal && !this.#held) setTimeout(() => this.connect(), RECONNECT_MS);
      this.wake();
    });
  }

  private send(type: number, write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    this.#socket.send(encoding.toUint8Array(encoder));
  }

  /** Sends a change and marks it at once: marker n covers all edits logged so far. */
  private sendChange(write: (encoder: encoding.Encoder) => void): void {
    this.send(MESSAGE.sync, write);
    this.#sent += 1;
    this.#covers.push({ n: this.#sent, end: this.log.length });
    this.send(MESSAGE.kontor, (encoder) => {
      encoding.writeVarUint(encoder, KONTOR.mark);
      encoding.writeVarUint(encoder, this.#sent);
    });
  }

  private receive(data: Uint8Array): void {
    this.largestFrame = Math.max(this.largestFrame, data.length);
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) this.receiveSync(decoder);
    else if (type === MESSAGE.kontor) this.receiveKontor(decoder);
    this.wake();
  }

  private receiveSync(decoder: decoding.Decoder): void {
    const isStep1 = decoding.peekVarUint(decoder) === 0;
    const isStep2 = decoding.peekVarUint(decoder) === 1;
    const reply = encoding.createEncoder();
    readSyncMessage(decoder, reply, this.doc, this);
    // The answer to the server's step 1 carries all that it misses: it counts as one change.
    if (isStep1)
      this.sendChange((encoder) => encoding.writeUint8Array(encoder, encoding.toUint8Array(reply)));
    if (isStep1) this.#synced = true;
    if (isStep2) this.#complete = true;
  }

  private receiveKontor(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    if (kind === KONTOR.refused) {
      decoding.readVarUint(decoder);
      this.refusals.push(decoding.readVarString(decoder));
    }
    if (kind !== KONTOR.durable) return;
    const n = decoding.readVarUint(decoder);
    let end = 0;
    while ((this.#covers[0]?.n ?? Infinity) <= n) end = this.#covers.shift()?.end ?? end;
    for (let i = 0; i < end; i += 1) {
      const edit = this.log[i];
      if (edit !== undefined) edit.acknowledged = true;
    }
  }
}
