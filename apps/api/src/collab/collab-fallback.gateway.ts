import { Inject } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { Access as CollabRights, CollabServer, ConnectOptions, SocketLike } from '@kontor/collab';
import { CLOSE, FALLBACK_EVENTS, FALLBACK_NAMESPACE } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { AUTHENTICATOR, LOG } from '../platform/tokens.js';
import { CollabAccess } from './collab-access.js';
import { CollabRevocation } from './collab-revocation.js';
import { ConnectionQuota } from './connection-quota.js';
import { COLLAB_SERVER } from './tokens.js';

const Auth = z.object({
  documentId: z.string().regex(/^[0-9a-f]{24}$/),
  ack: z.literal(1).optional(),
  schema: z.number().int().optional(),
  generation: z.number().int().optional(),
});

interface Joining {
  documentId: string;
  rights: CollabRights;
  judgedAt: number;
  options: ConnectOptions;
}

/**
 * The sync engine over Socket.IO long-polling, for networks whose proxies block WebSockets. The same door, the same
 * rights, the same acknowledgements: only the frames travel as `frame` events.
 */
@WebSocketGateway({ namespace: FALLBACK_NAMESPACE })
export class CollabFallbackGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  readonly #joining = new WeakMap<Socket, Joining>();

  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CollabAccess) private readonly access: CollabAccess,
    @Inject(CollabRevocation) private readonly revocation: CollabRevocation,
    @Inject(ConnectionQuota) private readonly quota: ConnectionQuota,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Judged before the connection counts as one, so that no frame can arrive earlier than its rights. */
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.admit(socket).then(
        (joining) => {
          this.#joining.set(socket, joining);
          next();
        },
        (error: unknown) => next(refusal(error)),
      );
    });
  }

  handleConnection(socket: Socket): void {
    const joining = this.#joining.get(socket);
    if (joining === undefined) return void socket.disconnect(true);
    const { documentId, rights, judgedAt, options } = joining;
    // Asked again: many may have come through the door before the first of them was counted.
    if (!this.quota.hasRoom(rights.userId))
      return closeSocket(socket, CLOSE.rate, 'too many open connections');
    const release = this.quota.take(rights.userId);
    const session = this.server.connect(documentId, socketLike(socket), rights, options);
    this.revocation.admitted(session.info, judgedAt);
    socket.on('error', (error: unknown) => this.log.debug({ err: error }, 'collab fallback'));
    // All events, not only ours: what nobody hears would cost its sender nothing.
    socket.onAny((event: unknown, data: unknown) => {
      if (event === FALLBACK_EVENTS.frame && Buffer.isBuffer(data)) session.receive(data);
      else closeSocket(socket, CLOSE.invalidUpdate, 'binary frames only');
    });
    socket.once('disconnect', () => {
      release();
      session.closed();
    });
    return undefined;
  }

  private async admit(socket: Socket): Promise<Joining> {
    const auth = Auth.safeParse(socket.handshake.auth);
    const judgedAt = this.revocation.moment;
    const actor = await this.authenticator.authenticate(socket.request);
    if (actor.kind !== 'person') throw new KontorError('not-signed-in', 'Sign in first.');
    if (!auth.success) throw new KontorError('not-found', 'There is no such document.');
    const { documentId, ack, schema, generation } = auth.data;
    const rights = await this.access.judge(actor, documentId);
    if (!this.quota.hasRoom(actor.userId))
      throw new KontorError('too-many-attempts', 'Too many open connections.');
    const options: ConnectOptions = {
      ack: ack === 1,
      ...(schema === undefined ? {} : { schema }),
      ...(generation === undefined ? {} : { generation }),
    };
    return { documentId, rights, judgedAt, options };
  }
}

/** Socket.IO hands `message` and `data` of this to the client's `connect_error`. */
function refusal(error: unknown): Error {
  const code = error instanceof KontorError ? error.code : 'not-ready';
  return Object.assign(new Error(code), { data: { code } });
}

function closeSocket(socket: Socket, code: number, reason: string): void {
  socket.emit(FALLBACK_EVENTS.closed, { code, reason });
  socket.disconnect(false);
}

/** Frames wait in the transport's buffer until the client polls again; engine.io says when it has emptied. */
function socketLike(socket: Socket): SocketLike {
  let unsent = 0;
  socket.conn.on('drain', () => (unsent = 0));
  return {
    send: (frame) => {
      unsent += frame.byteLength;
      socket.emit(FALLBACK_EVENTS.frame, frame);
    },
    close: (code, reason) => closeSocket(socket, code, reason),
    get bufferedAmount() {
      return unsent;
    },
  };
}
