import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { CLIENT_EVENTS, type Ack, type WorkspaceId } from '@kontor/contracts';
import { KontorError, type Person } from '@kontor/domain';
import type { Logger } from 'pino';
import type { Namespace } from 'socket.io';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { AUTHENTICATOR, LOG } from '../platform/tokens.js';
import { LiveJudge } from './live-judge.js';
import { failed, LiveRequests } from './live-requests.js';
import { Seats, type LiveSocket, type Seat } from './seats.js';
import { ThreadPresences } from './thread-presences.js';

/**
 * Live events on Socket.IO's default namespace. Origin is checked by the adapter before the handshake, for polling and
 * WebSocket alike; the session here, before the connection counts as one.
 */
@WebSocketGateway()
export class LiveGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<LiveSocket> {
  readonly #persons = new WeakMap<LiveSocket, Person>();

  constructor(
    @Inject(Seats) private readonly seats: Seats,
    @Inject(LiveRequests) private readonly requests: LiveRequests,
    @Inject(LiveJudge) private readonly judge: LiveJudge,
    @Inject(ThreadPresences) private readonly presences: ThreadPresences,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(server: Namespace): void {
    server.use((socket, next) => {
      // Before anything is awaited: an unheard `error` would end the process.
      socket.on('error', (error: unknown) => this.log.debug({ err: error }, 'live socket'));
      this.authenticator.authenticate(socket.request).then(
        (actor) => {
          if (actor.kind !== 'person') return next(refusal('not-signed-in'));
          this.#persons.set(socket, actor);
          return next();
        },
        (error: unknown) => {
          this.log.warn({ err: error }, 'live handshake failed');
          next(refusal('not-ready'));
        },
      );
    });
  }

  handleConnection(socket: LiveSocket): void {
    const person = this.#persons.get(socket);
    const seat = person && this.seat(socket, person);
    if (seat === undefined) {
      socket.disconnect(true);
      return;
    }
    socket.once('disconnect', () => {
      this.presences.leave(seat);
      this.seats.leave(seat);
    });
    socket.onAny((event: unknown, ...args: unknown[]) => answerUnknown(seat, event, args));
    // The session may have ended between the handshake and now, when nobody could tell this connection.
    this.judge.personOf(seat).then(
      (still) => {
        if (still === null) socket.disconnect(true);
      },
      () => socket.disconnect(true),
    );
  }

  @SubscribeMessage('workspace:watch')
  @Act('live.watch')
  watch(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody() payload: unknown,
  ): Promise<Ack<{ workspaceId: WorkspaceId }>> {
    return this.requests.watch(this.seats.of(socket), payload);
  }

  @SubscribeMessage('workspace:unwatch')
  @Act('live.watch')
  unwatch(@ConnectedSocket() socket: LiveSocket, @MessageBody() payload: unknown): Promise<Ack<null>> {
    return this.requests.unwatch(this.seats.of(socket), payload);
  }

  @SubscribeMessage('thread:enter')
  @Act('thread.read')
  enterThread(@ConnectedSocket() socket: LiveSocket, @MessageBody() payload: unknown): Promise<Ack<null>> {
    return this.requests.enterThread(this.seats.of(socket), payload);
  }

  @SubscribeMessage('thread:leave')
  @Act('thread.read')
  leaveThread(@ConnectedSocket() socket: LiveSocket, @MessageBody() payload: unknown): Promise<Ack<null>> {
    return this.requests.leaveThread(this.seats.of(socket), payload);
  }

  @SubscribeMessage('thread:type')
  @Act('thread.post')
  typeInThread(@ConnectedSocket() socket: LiveSocket, @MessageBody() payload: unknown): Promise<Ack<null>> {
    return this.requests.typeInThread(this.seats.of(socket), payload);
  }

  private seat(socket: LiveSocket, person: Person): Seat | undefined {
    try {
      return this.seats.take(socket, person);
    } catch (error) {
      if (error instanceof KontorError) return undefined;
      throw error;
    }
  }
}

const KNOWN: ReadonlySet<unknown> = new Set(CLIENT_EVENTS);

/** Nest hears only events that it knows: without this a client would wait for ever, and a flood cost nothing. */
function answerUnknown(seat: Seat, event: unknown, args: unknown[]): void {
  if (KNOWN.has(event)) return;
  const ack = args.at(-1);
  if (typeof ack === 'function') ack(failed('bad-request', 'There is no such event.'));
  if (!seat.requests.take()) seat.socket.disconnect(true);
}

/** Socket.IO hands `message` and `data` of this to the client's `connect_error`. */
const refusal = (code: string): Error => Object.assign(new Error(code), { data: { code } });
