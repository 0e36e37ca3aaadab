import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { CollabServer, SessionInfo } from '@kontor/collab';
import { CLOSE, SessionId, type UserId } from '@kontor/contracts';
import { KontorError, type DomainEvent, type EventBus } from '@kontor/domain';
import type { Logger } from 'pino';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { AUTHENTICATOR, EVENTS, LOG } from '../platform/tokens.js';
import { COLLAB_SERVER } from './tokens.js';
import { CollabAccess } from './collab-access.js';

const LOOK_AGAIN_MS = 60_000;

/**
 * Cuts live connections when rights change. Nobody edits a permission on a connection: whoever may still come in gets
 * 4508 and is judged anew at the door; whoever may not gets 4403; an ended session gets 4401.
 */
@Injectable()
export class CollabRevocation implements OnModuleInit, OnModuleDestroy {
  #unsubscribe: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #changes = 0;

  constructor(
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(CollabAccess) private readonly access: CollabAccess,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.#unsubscribe = this.events.subscribe((event) => this.hear(event));
    this.#timer = setInterval(() => this.lookAgain(), LOOK_AGAIN_MS);
    this.#timer.unref();
  }

  onModuleDestroy(): void {
    this.#unsubscribe();
    clearInterval(this.#timer);
  }

  /**
   * Taken before somebody is judged at the door and handed back once their connection stands: a right that ended in
   * between was announced when nobody could find the connection yet.
   */
  get moment(): number {
    return this.#changes;
  }

  /** The connection stands. @param judgedAt the `moment` before its rights were read */
  admitted(session: SessionInfo, judgedAt: number): void {
    if (judgedAt !== this.#changes) void this.judgeAgain(session);
  }

  /** Sessions run out without an event. */
  private lookAgain(): void {
    // A database that does not answer is no reason to cut people who are writing: nothing is known to have changed.
    for (const session of this.server.sessions()) void this.judgeAgain(session, false);
  }

  private hear(event: DomainEvent): void {
    if (event.type === 'session.ended' || event.type === 'access.changed') this.#changes += 1;
    if (event.type === 'session.ended') this.endSessions(event);
    if (event.type !== 'access.changed') return;
    const { userIds, documentIds } = event;
    // A workspace is not known to the engine: without a person or a document every session is judged again.
    const concerned = [
      ...this.server.sessions(
        (session) =>
          (userIds === undefined || userIds.some((id) => id === session.userId)) &&
          (documentIds === undefined || documentIds.some((id) => id === session.documentId)),
      ),
    ];
    for (const session of concerned) void this.judgeAgain(session);
  }

  private endSessions(event: { userId: UserId; sessionIds: SessionId[] | 'all'; except?: SessionId }): void {
    const isEnded = (session: SessionInfo): boolean =>
      session.userId === event.userId &&
      session.sessionId !== event.except &&
      (event.sessionIds === 'all' || event.sessionIds.some((id) => id === session.sessionId));
    this.server.closeSessions(isEnded, CLOSE.sessionEnded, 'session ended');
  }

  /** Any doubt after a change cuts: a connection that cannot be judged comes back through the door. */
  private async judgeAgain(session: SessionInfo, isDoubtful = true): Promise<void> {
    const cut = (code: number, reason: string): void => {
      // One person's connections to one document stand and fall together; a newer one was judged by the new rights.
      const isSame = (other: SessionInfo): boolean =>
        other.sessionId === session.sessionId &&
        other.documentId === session.documentId &&
        other.canEdit === session.canEdit;
      this.server.closeSessions(isSame, code, reason);
    };
    try {
      const person = await this.authenticator.personOfSession(SessionId.parse(session.sessionId));
      if (person === null) return cut(CLOSE.sessionEnded, 'session ended');
      const now = await this.access.judge(person, session.documentId);
      if (now.canEdit !== session.canEdit) cut(CLOSE.rightsChanged, 'rights changed');
    } catch (error) {
      if (error instanceof KontorError && error.code === 'not-found')
        return cut(CLOSE.accessRemoved, 'access removed');
      this.log.warn({ err: error, isCut: isDoubtful }, 'could not judge a live session again');
      if (!isDoubtful) return;
      cut(CLOSE.rightsChanged, 'rights changed');
    }
  }
}
