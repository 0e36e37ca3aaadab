import type { Access, CollabServer, ConnectOptions, Session, SocketLike } from '@kontor/collab';

/** What a link hands to the client at its end. */
export interface LinkEnd {
  receive(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}

/** A connection in memory. Frames lie in two queues until a test lets them through, or cuts the wire. */
export class MemoryLink implements SocketLike {
  readonly toServer: Uint8Array[] = [];
  readonly toClient: Uint8Array[] = [];
  closedWith: { code: number; reason: string } | null = null;
  paused = false;
  /** Overrides what lies in the queue, for tests of slow readers. */
  buffered: number | null = null;
  readonly session: Session;
  private told = false;

  constructor(
    server: CollabServer,
    documentId: string,
    access: Access,
    options: ConnectOptions,
    private readonly end: LinkEnd,
  ) {
    this.session = server.connect(documentId, this, access, options);
  }

  get isOpen(): boolean {
    return this.closedWith === null;
  }

  get bufferedAmount(): number {
    return this.buffered ?? this.toClient.reduce((sum, frame) => sum + frame.length, 0);
  }

  /** Server side. */
  send(frame: Uint8Array): void {
    if (this.isOpen) this.toClient.push(frame);
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.closedWith = { code, reason };
    this.toServer.length = 0;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  /** Client side. */
  write(frame: Uint8Array): void {
    if (this.isOpen) this.toServer.push(frame);
  }

  /** Lets frames through to the server; a paused server reads nothing. */
  deliverToServer(count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0 && this.isOpen && !this.paused; left -= 1) {
      const frame = this.toServer.shift();
      if (!frame) return;
      this.session.receive(frame.slice());
    }
  }

  /** Lets frames through to the client, and the news that the server closed once all have arrived. */
  deliverToClient(count = Number.POSITIVE_INFINITY): void {
    for (let left = count; left > 0; left -= 1) {
      const frame = this.toClient.shift();
      if (!frame) break;
      this.end.receive(frame);
    }
    if (this.closedWith && this.toClient.length === 0 && !this.told) {
      this.told = true;
      this.end.closed(this.closedWith.code, this.closedWith.reason);
    }
  }

  get isQuiet(): boolean {
    return this.toClient.length === 0 && (this.toServer.length === 0 || this.paused);
  }

  /** Both ways until nothing moves. */
  pump(): void {
    do {
      this.deliverToServer();
      this.deliverToClient();
    } while (!this.isQuiet);
  }

  /** The wire breaks: what was on it is lost. */
  cut(): void {
    if (!this.isOpen) return;
    this.closedWith = { code: 1006, reason: 'cut' };
    this.toServer.length = 0;
    this.toClient.length = 0;
    this.told = true;
    this.session.closed();
  }
}
