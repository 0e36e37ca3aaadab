import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { SocketLike } from '@kontor/collab';
import { CLOSE } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Config } from '../config/config.js';
import { isSameOrigin } from '../platform/authorisation/same-origin.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { refuseUpgrade } from '../platform/upgrade/upgrade-router.js';
import { CollabDoor, type Admission, type Joining } from './collab-door.js';
import { webSocketFrame } from './web-socket-frame.js';

/** The engine's frame limit is lower; ws must only never buffer without bound. */
const MAX_PAYLOAD = 1_100_000;
const TERMINATE_AFTER_MS = 500;
/** Exactly this: no other spelling of an id is ever looked up. */
const PATH = /^\/collab\/([0-9a-f]{24})$/;

const numberOf = (value: string | null): number | undefined =>
  value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;

/** WebSocket transport of the sync engine: upgrade -> origin -> door -> engine. */
@Injectable()
export class CollabUpgrade {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
  });

  constructor(
    @Inject(CollabDoor) private readonly door: CollabDoor,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Takes an upgrade request for `/collab/…`. Refusals are HTTP statuses, before any byte of a document. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.admit(request)
      .then((admission) => {
        if (socket.destroyed) return;
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
          this.join(webSocket, socket, admission),
        );
      })
      .catch((error: unknown) => this.refuse(socket, error));
  }

  /** Ends all connections; whoever does not answer the closing handshake is cut. */
  async close(): Promise<void> {
    const cut = setTimeout(
      () => this.#sockets.clients.forEach((client) => client.terminate()),
      TERMINATE_AFTER_MS,
    );
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    clearTimeout(cut);
  }

  private async admit(request: IncomingMessage): Promise<Admission> {
    if (!this.config.webSockets) throw new KontorError('forbidden', 'WebSockets are switched off here.');
    if (request.headers.cookie !== undefined && !isSameOrigin(request.headers, this.config.publicUrl)) {
      throw new KontorError('cross-site-request', 'A page of another origin may not join.');
    }
    return this.door.admit(request, joiningOf(request.url ?? '/'));
  }

  private join(webSocket: WebSocket, socket: Duplex, admission: Admission): void {
    webSocket.binaryType = 'nodebuffer';
    webSocket.on('error', (error) => this.log.debug({ err: error }, 'collab socket'));
    const entered = this.door.enter(socketLike(webSocket, socket), admission);
    if (entered === null) return;
    webSocket.on('message', (data, isBinary) => {
      if (isBinary && Buffer.isBuffer(data)) entered.session.receive(data);
      else webSocket.close(CLOSE.invalidUpdate, 'binary frames only');
    });
    webSocket.once('close', entered.left);
  }

  private refuse(socket: Duplex, error: unknown): void {
    if (error instanceof KontorError) {
      const [status, reason] = REFUSAL[error.code] ?? [403, 'Forbidden'];
      refuseUpgrade(socket, status, reason);
      return;
    }
    this.log.warn({ err: error }, 'collab upgrade failed');
    refuseUpgrade(socket, 503, 'Service Unavailable');
  }
}

function joiningOf(address: string): Joining {
  const url = new URL(address, 'http://kontor.invalid');
  const isAsWritten = address.split('?')[0] === url.pathname;
  return {
    documentId: isAsWritten ? PATH.exec(url.pathname)?.[1] : undefined,
    user: url.searchParams.get('user') ?? undefined,
    ack: url.searchParams.get('ack') === '1',
    schema: numberOf(url.searchParams.get('schema')),
    generation: numberOf(url.searchParams.get('generation')),
  };
}

const REFUSAL: Readonly<Record<string, readonly [number, string]>> = {
  'not-signed-in': [401, 'Unauthorized'],
  'not-found': [404, 'Not Found'],
  'too-many-attempts': [429, 'Too Many Requests'],
  'not-ready': [503, 'Service Unavailable'],
};

/** Frames go past `ws` to the socket under it: without compression it keeps nothing back, so the order is the same. */
const socketLike = (webSocket: WebSocket, socket: Duplex): SocketLike => ({
  send: (frame) => {
    if (webSocket.readyState === webSocket.OPEN) socket.write(webSocketFrame(frame));
  },
  close: (code, reason) => {
    webSocket.close(code, reason);
    // A peer that never answers the closing handshake must not stay connected to a document it lost.
    setTimeout(() => webSocket.terminate(), TERMINATE_AFTER_MS).unref();
  },
  get bufferedAmount() {
    return webSocket.bufferedAmount;
  },
  pause: () => webSocket.pause(),
  resume: () => webSocket.resume(),
});
