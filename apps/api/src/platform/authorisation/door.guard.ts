import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ANONYMOUS, KontorError } from '@kontor/domain';
import { decide, RULES, type Action } from '@kontor/policy';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import type { Authenticator } from '../authentication/authenticator.js';
import { AUTHENTICATOR, CONFIG } from '../tokens.js';
import { ACTION } from './act.decorator.js';
import type { Authenticated } from './actor.decorator.js';
import { FROM_ANYWHERE } from './from-anywhere.decorator.js';
import { isSameOrigin } from './same-origin.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** No facts about the thing can open this action to an anonymous caller. */
function needsSignIn(action: Action): boolean {
  const decision = decide({ actor: { kind: 'anonymous' } }, action);
  return !decision.allowed && decision.rule === RULES.signedInOnly;
}

/** The door of REST: refuses cross-site writes, builds the Actor, and lets nobody through a route without an action. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const action = this.reflector.get<Action | undefined>(ACTION, context.getHandler());
    if (action === undefined) throw new KontorError('forbidden', 'This address has no access rule.');
    const request = context.switchToHttp().getRequest<FastifyRequest & Authenticated>();
    const isForAnyone = this.reflector.get<true | undefined>(FROM_ANYWHERE, context.getHandler());
    if (isForAnyone === true) {
      // Whoever's page or program sent it: it is nobody's act but the bearer's of the address.
      request.kontorActor = ANONYMOUS;
      return true;
    }
    if (!SAFE.has(request.method)) this.refuseCrossSite(request);
    const actor = await this.authenticator.authenticate(request.raw);
    request.kontorActor = actor;
    if (actor.kind === 'anonymous' && needsSignIn(action))
      throw new KontorError('not-signed-in', 'Sign in first.');
    return true;
  }

  /** A form or image on a foreign page can send the cookie, but neither our header nor a same-origin Origin. */
  private refuseCrossSite(request: FastifyRequest): void {
    const foreign =
      request.headers.origin !== undefined && !isSameOrigin(request.headers, this.config.publicUrl);
    if (foreign || request.headers['x-kontor-request'] === undefined) {
      throw new KontorError(
        'cross-site-request',
        'Writes need the header X-Kontor-Request and come from this origin.',
      );
    }
  }
}
