import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ANONYMOUS, KontorError, type Actor, type Person } from '@kontor/domain';

/** What the guard leaves on the request for handlers. */
export interface Authenticated {
  kontorActor?: Actor;
}

/** Injects the Actor that the guard built: `@CurrentActor() actor: Actor`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<Authenticated>().kontorActor ?? ANONYMOUS;
});

/** Injects the signed-in person; anonymous callers get 401 here at the latest. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const actor = context.switchToHttp().getRequest<Authenticated>().kontorActor ?? ANONYMOUS;
  if (actor.kind !== 'person') throw new KontorError('not-signed-in', 'Sign in first.');
  return actor;
});
