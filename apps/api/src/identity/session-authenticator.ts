import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { SessionId } from '@kontor/contracts';
import { SessionAuthentication, type Actor, type Person } from '@kontor/domain';
import type { Authenticator } from '../platform/authentication/authenticator.js';
import { sessionTokenOf } from './session-cookie.js';

/** The one door of all transports: session cookie in, Actor out. */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  constructor(@Inject(SessionAuthentication) private readonly authentication: SessionAuthentication) {}

  authenticate(request: Pick<IncomingMessage, 'headers'>): Promise<Actor> {
    return this.authentication.actorOf(sessionTokenOf(request.headers));
  }

  personOfSession(sessionId: SessionId): Promise<Person | null> {
    return this.authentication.personOfSession(sessionId);
  }
}
