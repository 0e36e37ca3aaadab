import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'socket.io';
import type { Config } from '../../config/config.js';
import type { Authenticator } from '../authentication/authenticator.js';
import { isSameOrigin } from '../authorisation/same-origin.js';
import { AUTHENTICATOR } from '../tokens.js';

/** Largest Socket.IO message: a sync frame of 1 MB on the fallback transport and its envelope. */
const MAX_MESSAGE = 1_100_000;

/** A page of another origin must never open a socket with our cookie: exact Origin, for every transport. */
const isAllowed = (request: IncomingMessage, config: Config): boolean => {
  if (request.headers.origin !== undefined) return isSameOrigin(request.headers, config.publicUrl);
  // Browsers leave Origin out of same-origin GET polls but say where they come from; other clients send neither.
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return request.headers.cookie === undefined || request.headers['x-kontor-request'] !== undefined;
};

/** One Socket.IO server for live events and for the sync engine's fallback, beside the raw WebSocket endpoint. */
export class KontorIoAdapter extends IoAdapter {
  private readonly authenticator: Authenticator;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
    this.authenticator = app.get<Authenticator>(AUTHENTICATOR);
  }

  /**
   * Nobody without a session gets as far as a connection: an open one takes messages of a megabyte. The namespaces ask
   * again, because a session may end between the two.
   */
  private async admits(request: IncomingMessage): Promise<boolean> {
    if (!isAllowed(request, this.config)) return false;
    const actor = await this.authenticator.authenticate(request);
    return actor.kind === 'person';
  }

  override createIOServer(port: number, options?: ServerOptions) {
    const fixed: Partial<ServerOptions> = {
      serveClient: false,
      // engine.io would cut a foreign upgrade that waits a second for the database; the upgrade router owns those.
      destroyUpgrade: false,
      maxHttpBufferSize: MAX_MESSAGE,
      perMessageDeflate: false,
      transports: this.config.webSockets ? ['polling', 'websocket'] : ['polling'],
      pingInterval: 20_000,
      pingTimeout: 15_000,
      cors: { origin: false },
      // Who opens a connection and joins nothing has no business here.
      connectTimeout: 10_000,
      allowRequest: (request, answer) => {
        this.admits(request).then(
          (isAdmitted) => answer(null, isAdmitted),
          () => answer(null, false),
        );
      },
    };
    return super.createIOServer(port, { ...options, ...fixed } as ServerOptions);
  }
}
