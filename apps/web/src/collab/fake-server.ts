import { KONTOR, MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { Doc, applyUpdate, encodeStateAsUpdate, encodeStateVector } from 'yjs';

/** For specs of this folder: a server in this process that stores when told to, and answers markers only then. */
export class FakeServer {
  doc = new Doc();
  generation = 1;
  changes = 0;
  /** Markers waiting for the commit. */
  marks: number[] = [];
  /** Whether markers are answered at once. */
  commits = true;
  refuseUpgrades = false;
  urls: string[] = [];
  socket: FakeSocket | null = null;

  /** Puts this server behind `new WebSocket`. */
  install(): void {
    const connect = (socket: FakeSocket) => this.connect(socket);
    globalThis.WebSocket = class extends FakeSocket {
      constructor(url: string) {
        super(url, connect);
      }
    } as unknown as typeof WebSocket;
  }

  connect(socket: FakeSocket): void {
    this.urls.push(socket.url);
    if (this.refuseUpgrades) return socket.end(1006);
    this.socket = socket;
    socket.server = this;
    this.marks = [];
    this.changes = 0;
    socket.open();
    this.hello();
    this.send(MESSAGE.sync, 0, (encoder) =>
      encoding.writeVarUint8Array(encoder, encodeStateVector(this.doc)),
    );
    return undefined;
  }

  hello(size?: number): void {
    this.send(102, KONTOR.hello, (encoder) => {
      encoding.writeVarUint(encoder, this.generation);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarString(encoder, JSON.stringify({ frame: 1048576, document: 20971520, size }));
    });
  }

  receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type !== MESSAGE.sync && type !== MESSAGE.kontor) return;
    const kind = decoding.readVarUint(decoder);
    if (type === MESSAGE.kontor) {
      this.marks.push(decoding.readVarUint(decoder));
      if (this.commits) this.commit();
    } else if (kind === 0) {
      const vector = decoding.readVarUint8Array(decoder);
      this.send(MESSAGE.sync, 1, (encoder) =>
        encoding.writeVarUint8Array(encoder, encodeStateAsUpdate(this.doc, vector)),
      );
    } else {
      this.changes += 1;
      applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
    }
  }

  commit(): void {
    for (const n of this.marks.splice(0)) {
      this.send(102, KONTOR.durable, (encoder) => {
        encoding.writeVarUint(encoder, n);
        encoding.writeVarUint(encoder, 7);
      });
    }
  }

  refuse(n: number, code: string): void {
    this.send(102, KONTOR.refused, (encoder) => {
      encoding.writeVarUint(encoder, n);
      encoding.writeVarString(encoder, code);
    });
  }

  private send(type: number, kind: number, write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.socket?.deliver(encoding.toUint8Array(encoder));
  }
}

/** Enough of a browser's WebSocket. */
export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  server: FakeServer | null = null;
  private isOpen = false;

  constructor(
    readonly url: string,
    connect: (socket: FakeSocket) => void,
  ) {
    setTimeout(() => connect(this), 0);
  }

  open(): void {
    this.isOpen = true;
    this.onopen?.();
  }

  deliver(frame: Uint8Array): void {
    if (this.isOpen) this.onmessage?.({ data: new Uint8Array(frame).buffer });
  }

  send(frame: Uint8Array): void {
    if (this.isOpen) this.server?.receive(frame);
  }

  end(code: number): void {
    this.isOpen = false;
    this.onclose?.({ code, reason: '' });
  }

  close(): void {
    this.isOpen = false;
  }
}
