import type { ThreadState } from '@kontor/contracts';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.js';
import { useMe } from '../../identity/api/me.js';

/** How many posts of others came below what is on the screen; tells screen readers of each. */
export function useNews(
  state: ThreadState,
  foot: RefObject<HTMLElement | null>,
): { news: number; isAtFoot: boolean } {
  const { t } = useTranslation('discussions');
  const { data: me } = useMe();
  const [seenUpTo, setSeenUpTo] = useState(state.thread.posts);
  const [isAtFoot, setAtFoot] = useState(true);
  const highest = useRef(state.thread.posts);
  const { posts } = state;
  useEffect(() => {
    const fresh = posts.filter(({ no, author }) => no > highest.current && author.userId !== me?.id);
    highest.current = Math.max(highest.current, ...posts.map(({ no }) => no));
    for (const { author } of fresh.slice(-3)) announce(t('newPost', { name: author.name ?? t('post.gone') }));
  }, [posts, me, t]);
  useEffect(() => {
    const element = foot.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      setAtFoot(entry?.isIntersecting ?? false);
      if (entry?.isIntersecting) setSeenUpTo(highest.current);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [foot, posts]);
  const news = posts.filter(({ no, author }) => no > seenUpTo && author.userId !== me?.id).length;
  return { news, isAtFoot };
}
