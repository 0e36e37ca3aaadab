import { redirect, type ParsedLocation } from '@tanstack/react-router';
import { instanceQuery } from '../features/identity/api/instance.js';
import { meQuery } from '../features/identity/api/me.js';
import { queryClient } from './query-client.js';

/** Only for people who are signed in; guests go to the sign-in page and come back afterwards. */
export async function requireSignedIn({ location }: { location: ParsedLocation }): Promise<void> {
  const [instance, me] = await Promise.all([
    queryClient.ensureQueryData(instanceQuery),
    queryClient.ensureQueryData(meQuery),
  ]);
  if (instance.setUpNeeded) throw redirect({ to: '/set-up' });
  if (me === null) {
    const next = location.href === '/' ? undefined : location.href;
    throw redirect({ to: '/sign-in', search: { next } });
  }
}

/** Only for guests: who is signed in has no use for the sign-in page. */
export async function requireGuest(): Promise<void> {
  const [instance, me] = await Promise.all([
    queryClient.ensureQueryData(instanceQuery),
    queryClient.ensureQueryData(meQuery),
  ]);
  if (instance.setUpNeeded) throw redirect({ to: '/set-up' });
  if (me !== null) throw redirect({ to: '/' });
}

export async function requireFreshInstance(): Promise<void> {
  const instance = await queryClient.ensureQueryData(instanceQuery);
  if (!instance.setUpNeeded) throw redirect({ to: '/' });
}

/** Only own paths are followed after signing in: `next` comes from the address bar, so from anybody. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}
