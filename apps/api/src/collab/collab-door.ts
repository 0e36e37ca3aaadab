import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type {
  Access as CollabRights,
  CollabServer,
  ConnectOptions,
  Session,
  SocketLike,
} from '@kontor/collab';
import { CLOSE } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { AUTHENTICATOR } from '../platform/tokens.js';
import { CollabAccess } from './collab-access.js';
import { CollabRevocation } from './collab-revocation.js';
import { ConnectionQuota } from './connection-quota.js';
import { requireSamePerson } from './same-person.js';
import { COLLAB_SERVER } from './tokens.js';

/** Somebody was judged; no connection stands yet. */
export interface Admission {
  documentId: string;
  rights: CollabRights;
  judgedAt: number;
  options: ConnectOptions;
}

/** What a client may say of itself when it joins. */
export interface Joining {
  /** Undefined: what it asked for is no document's address. */
  documentId: string | undefined;
  /** Whose words it carries; absent for stock clients. */
  user: string | undefined;
  ack: boolean;
  schema: number | undefined;
  generation: number | undefined;
}

/** The one door of the sync engine, whatever the transport: who is it, what may they do, is there room. */
@Injectable()
export class CollabDoor {
  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CollabAccess) private readonly access: CollabAccess,
    @Inject(CollabRevocation) private readonly revocation: CollabRevocation,
    @Inject(ConnectionQuota) private readonly quota: ConnectionQuota,
  ) {}

  /** @throws KontorError not-signed-in, not-found, and what the quota throws */
  async admit(request: Pick<IncomingMessage, 'headers'>, joining: Joining): Promise<Admission> {
    const judgedAt = this.revocation.moment;
    const actor = await this.authenticator.authenticate(request);
    if (actor.kind !== 'person') throw new KontorError('not-signed-in', 'Sign in first.');
    const { documentId, user, ack, schema, generation } = joining;
    requireSamePerson(user, actor.userId);
    if (documentId === undefined) throw new KontorError('not-found', 'There is no such document.');
    const rights = await this.access.judge(actor, documentId);
    this.quota.demandRoom(actor.userId, documentId);
    const options: ConnectOptions = {
      ack,
      ...(schema === undefined ? {} : { schema }),
      ...(generation === undefined ? {} : { generation }),
    };
    return { documentId, rights, judgedAt, options };
  }

  /**
   * The connection stands. The transport hands frames to the session and calls `left` when the connection ends.
   * @returns null when others took the last room meanwhile; the socket is closed then
   */
  enter(socket: SocketLike, admission: Admission): { session: Session; left: () => void } | null {
    const { documentId, rights, judgedAt, options } = admission;
    // Asked again: many may have come through the door before the first of them was counted.
    try {
      this.quota.demandRoom(rights.userId, documentId);
    } catch (error) {
      if (!(error instanceof KontorError)) throw error;
      socket.close(CLOSE.rate, error.code);
      return null;
    }
    const release = this.quota.take(rights.userId, documentId);
    const session = this.server.connect(documentId, socket, rights, options);
    this.revocation.admitted(session.info, judgedAt);
    const left = (): void => {
      release();
      session.closed();
    };
    return { session, left };
  }
}
