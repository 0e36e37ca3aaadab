import { useQuery } from '@tanstack/react-query';
import { UnreadNotifications } from '@kontor/contracts';
import { request } from '../../../app/http.js';
import { useMe } from '../../identity/api/me.js';

export const unreadKey = ['notifications', 'unread'] as const;

/** How many notifications wait; kept fresh by live events. */
export function useUnread(): number {
  const { data: me } = useMe();
  const { data } = useQuery({
    queryKey: unreadKey,
    queryFn: ({ signal }) => request('GET', '/notifications/unread', UnreadNotifications, { signal }),
    enabled: me != null,
  });
  return data?.unread ?? 0;
}
