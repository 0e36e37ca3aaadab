import { Inject } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayInit } from '@nestjs/websockets';
import type { SocketLike } from '@kontor/collab';
import { CLOSE, FALLBACK_EVENTS, FALLBACK_NAMESPACE } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import { LOG } from '../platform/tokens.js';
import { CollabDoor, type Admission, type Joining } from './collab-door.js';

const Auth = z.object({
  documentId: z.string().regex(/^[0-9a-f]{24}$/),
  user: z.string().max(24).optional(),
  ack: z.literal(1).optional(),
  schema: z.number().int().optional(),
  generation: z.number().int().optional(),
});

/**
 * The sync engine over Socket.IO long-polling, for networks whose proxies block WebSockets. The same door, the same
 * rights, the same acknowledgements: only the frames travel as `frame` events.
 */
@WebSocketGateway({ namespace: FALLBACK_NAMESPACE })
export class CollabFallbackGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  readonly #admissions = new WeakMap<Socket, Admission>();

  constructor(
    @Inject(CollabDoor) private readonly door: CollabDoor,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Judged before the connection counts as one, so that no frame can arrive earlier than its rights. */
  afterInit(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.door.admit(socket.request, joiningOf(socket)).then(
        (admission) => {
          this.#admissions.set(socket, admission);
          next();
        },
        (error: unknown) => next(refusal(error)),
      );
    });
  }

  handleConnection(socket: Socket): void {
    socket.on('error', (error: unknown) => this.log.debug({ err: error }, 'collab fallback'));
    const admission = this.#admissions.get(socket);
    if (admission === undefined) return void socket.disconnect(true);
    const entered = this.door.enter(socketLike(socket), admission);
    if (entered === null) return;
    // All events, not only ours: what nobody hears would cost its sender nothing.
    socket.onAny((event: unknown, data: unknown) => {
      if (event === FALLBACK_EVENTS.frame && Buffer.isBuffer(data)) entered.session.receive(data);
      else closeSocket(socket, CLOSE.invalidUpdate, 'binary frames only');
    });
    socket.once('disconnect', entered.left);
  }
}

function joiningOf(socket: Socket): Joining {
  const auth = Auth.safeParse(socket.handshake.auth);
  const given: Partial<z.infer<typeof Auth>> = auth.success ? auth.data : {};
  const { documentId, user, ack, schema, generation } = given;
  return { documentId, user, ack: ack === 1, schema, generation };
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
