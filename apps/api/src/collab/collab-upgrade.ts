import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Access as CollabRights, CollabServer, SocketLike } from '@kontor/collab';
import { CLOSE } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Config } from '../config/config.js';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { isSameOrigin } from '../platform/authorisation/same-origin.js';
import type { Readiness } from '../platform/health/readiness.js';
import { AUTHENTICATOR, CONFIG, LOG, READINESS } from '../platform/tokens.js';
import { refuseUpgrade } from '../platform/upgrade/upgrade-router.js';
import { CollabAccess } from './collab-access.js';
import { CollabRevocation } from './collab-revocation.js';
import { ConnectionQuota } from './connection-quota.js';
import { TextActivityRelay } from './text-activity-relay.js';
import { COLLAB_SERVER } from './tokens.js';
import { webSocketFrame } from './web-socket-frame.js';

/** The engine's frame limit is lower; ws must only never buffer without bound. */
const MAX_PAYLOAD = 1_100_000;
const TERMINATE_AFTER_MS = 500;
/** Exactly this: no other spelling of an id is ever looked up. */
const PATH = /^\/collab\/([0-9a-f]{24})$/;

interface Joining {
  documentId: string;
  rights: CollabRights;
  judgedAt: number;
  ack: boolean;
  schema: number | undefined;
  generation: number | undefined;
}

const numberOf = (value: string | null): number | undefined =>
  value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;

/** WebSocket transport of the sync engine: upgrade -> authenticate -> access -> engine. */
@Injectable()
export class CollabUpgrade implements BeforeApplicationShutdown {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    perMessageDeflate: false,
  });

  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CollabAccess) private readonly access: CollabAccess,
    @Inject(CollabRevocation) private readonly revocation: CollabRevocation,
    @Inject(ConnectionQuota) private readonly quota: ConnectionQuota,
    @Inject(TextActivityRelay) private readonly relay: TextActivityRelay,
    @Inject(READINESS) private readonly readiness: Readiness,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Takes an upgrade request for `/collab/…`. Refusals are HTTP statuses, before any byte of a document. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.admit(request)
      .then((joining) => {
        if (socket.destroyed) return;
        this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
          this.join(webSocket, socket, joining),
        );
      })
      .catch((error: unknown) => this.refuse(socket, error));
  }

  private async admit(request: IncomingMessage): Promise<Joining> {
    if (!this.config.webSockets) throw new KontorError('forbidden', 'WebSockets are switched off here.');
    if (request.headers.cookie !== undefined && !isSameOrigin(request.headers, this.config.publicUrl)) {
      throw new KontorError('cross-site-request', 'A page of another origin may not join.');
    }
    const judgedAt = this.revocation.moment;
    const actor = await this.authenticator.authenticate(request);
    if (actor.kind !== 'person') throw new KontorError('not-signed-in', 'Sign in first.');
    const url = new URL(request.url ?? '/', 'http://kontor.invalid');
    const documentId = PATH.exec(url.pathname)?.[1];
    if (documentId === undefined || (request.url ?? '').split('?')[0] !== url.pathname) {
      throw new KontorError('not-found', 'There is no such document.');
    }
    const rights = await this.access.judge(actor, documentId);
    if (!this.quota.hasRoom(actor.userId))
      throw new KontorError('too-many-attempts', 'Too many open connections.');
    return {
      documentId,
      rights,
      judgedAt,
      ack: url.searchParams.get('ack') === '1',
      schema: numberOf(url.searchParams.get('schema')),
      generation: numberOf(url.searchParams.get('generation')),
    };
  }

  private join(webSocket: WebSocket, socket: Duplex, joining: Joining): void {
    const { documentId, rights, judgedAt, ack, schema, generation } = joining;
    webSocket.binaryType = 'nodebuffer';
    const release = this.quota.take(rights.userId);
    const options = {
      ack,
      ...(schema === undefined ? {} : { schema }),
      ...(generation === undefined ? {} : { generation }),
    };
    const session = this.server.connect(documentId, socketLike(webSocket, socket), rights, options);
    this.revocation.admitted(session.info, judgedAt);
    webSocket.on('error', (error) => this.log.debug({ err: error }, 'collab socket'));
    webSocket.on('message', (data, isBinary) => {
      if (isBinary && Buffer.isBuffer(data)) session.receive(data);
      else webSocket.close(CLOSE.invalidUpdate, 'binary frames only');
    });
    webSocket.once('close', () => {
      release();
      session.closed();
    });
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

  /** The engine has said goodbye by now; whoever does not answer the closing handshake is cut. */
  async beforeApplicationShutdown(): Promise<void> {
    this.readiness.drain();
    await this.server.drain(DRAIN_MS);
    await this.relay.drain();
    const cut = setTimeout(
      () => this.#sockets.clients.forEach((client) => client.terminate()),
      TERMINATE_AFTER_MS,
    );
    await new Promise<void>((resolve) => this.#sockets.close(() => resolve()));
    clearTimeout(cut);
  }
}

const DRAIN_MS = 15_000;

const REFUSAL: Readonly<Record<string, readonly [number, string]>> = {
  'not-signed-in': [401, 'Unauthorized'],
  'not-found': [404, 'Not Found'],
  'too-many-attempts': [429, 'Too Many Requests'],
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
