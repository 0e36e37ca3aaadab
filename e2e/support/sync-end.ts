import { CLOSE, FALLBACK_EVENTS, FALLBACK_NAMESPACE, KONTOR, MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { socketOn, type Address, type Transport } from './socket-line.js';
import { Waiting } from './waiting.js';

/** How a connection ended and when, by `performance.now()`. */
export interface Cut {
  code: number | string;
  at: number;
}

interface Line {
  send(frame: Uint8Array): void;
  end(): void;
  stopPolling?(): void;
}

/**
 * One connection to a document's text, over either transport, that never comes back by itself: what a test holds to see
 * when it is cut and whether anything arrives afterwards.
 */
export class SyncEnd {
  readonly doc = new Y.Doc();
  readonly refusals: string[] = [];
  cut: Cut | null = null;
  /** Messages that came when it had been cut. */
  receivedAfterCut = 0;
  #isComplete = false;
  readonly #waiting = new Waiting();
  readonly #line: Line;

  constructor(
    readonly transport: Transport,
    private readonly address: Address,
    documentId: string,
  ) {
    this.#line = transport === 'websocket' ? this.webSocket(documentId) : this.polling(documentId);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.say(MESSAGE.sync, (encoder) => writeUpdate(encoder, update));
    });
  }

  get kind(): string {
    return 'text';
  }

  text(): string {
    return this.doc.getText('faults').toString();
  }

  /** Resolves when it holds the document, or was turned away. */
  async entered(): Promise<this> {
    await this.until(() => this.#isComplete || this.cut !== null);
    return this;
  }

  until(holds: () => boolean): Promise<void> {
    return this.#waiting.until(holds);
  }

  /** Fetches nothing more, as a tab does whose device is asleep; only over polling. */
  stopPolling(): void {
    this.#line.stopPolling?.();
  }

  close(): void {
    this.#line.end();
    this.doc.destroy();
  }

  private webSocket(documentId: string): Line {
    const { url, cookie } = this.address;
    const target = `${url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1`;
    const socket = new WebSocket(target, { headers: { cookie, origin: url } });
    socket.on('open', () => this.greet());
    socket.on('message', (data: Buffer) => this.receive(data));
    socket.on('error', () => undefined);
    socket.once('unexpected-response', (_request, response) => {
      this.ended(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.once('close', (code: number) => this.ended(code));
    return {
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      end: () => socket.terminate(),
    };
  }

  private polling(documentId: string): Line {
    const auth = { documentId, ack: 1 };
    const socket = socketOn(
      this.address,
      { transport: 'polling', namespace: FALLBACK_NAMESPACE, auth },
      () => {
        if (this.cut !== null) this.receivedAfterCut += 1;
      },
    );
    socket.on('connect', () => this.greet());
    socket.on('connect_error', ({ message }) => this.ended(message));
    socket.on(FALLBACK_EVENTS.frame, (data: Buffer) => this.receive(new Uint8Array(data)));
    socket.on(FALLBACK_EVENTS.closed, ({ code }: { code: number }) => this.ended(code));
    socket.on('disconnect', () => this.ended(CLOSE.goingAway));
    return {
      send: (frame) => socket.emit(FALLBACK_EVENTS.frame, frame),
      end: () => socket.disconnect(),
      stopPolling: () => {
        const { transport } = socket.io.engine;
        if ('pause' in transport && typeof transport.pause === 'function') transport.pause(() => undefined);
      },
    };
  }

  private greet(): void {
    this.say(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, this.doc));
  }

  private say(type: number, write: (encoder: encoding.Encoder) => void): void {
    if (this.cut !== null) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    write(encoder);
    this.#line.send(encoding.toUint8Array(encoder));
  }

  private ended(code: number | string): void {
    this.cut ??= { code, at: performance.now() };
    this.#waiting.look();
  }

  private receive(data: Uint8Array): void {
    // The fallback's messages are counted where they arrive.
    if (this.cut !== null && this.transport === 'websocket') this.receivedAfterCut += 1;
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.sync) {
      this.#isComplete ||= decoding.peekVarUint(decoder) === 1;
      const isStep1 = decoding.peekVarUint(decoder) === 0;
      const reply = encoding.createEncoder();
      readSyncMessage(decoder, reply, this.doc, this);
      if (isStep1)
        this.say(MESSAGE.sync, (encoder) => encoding.writeUint8Array(encoder, encoding.toUint8Array(reply)));
    }
    if (type === MESSAGE.kontor && decoding.readVarUint(decoder) === KONTOR.refused) {
      decoding.readVarUint(decoder);
      this.refusals.push(decoding.readVarString(decoder));
    }
    this.#waiting.look();
  }
}
