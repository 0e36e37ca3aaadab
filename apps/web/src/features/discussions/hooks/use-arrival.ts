import type { ThreadState } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { placeOf } from '../api/thread-moves.js';
import type { Places } from './places.js';

const POST_ID = /^#post-([0-9a-f]{24})$/;

/** Goes to the post that the address names, by its number or for good by its id, else to what is new. */
export function useArrival({ thread, posts }: ThreadState, firstUnread: number | null, places: Places): void {
  const navigate = useNavigate();
  const done = useRef(false);
  useLayoutEffect(() => {
    if (done.current) return;
    done.current = true;
    const postId = POST_ID.exec(location.hash)?.[1];
    const post = posts.find(({ id }) => id === postId);
    if (postId !== undefined && (post === undefined || post.movedTo !== null)) {
      // It went on elsewhere; whoever may not read it there stays here.
      void placeOf(thread.id, postId).then(
        ({ threadId, postId: hash }) =>
          navigate({ to: '/threads/$threadId', params: { threadId }, hash: `post-${hash}`, replace: true }),
        () => undefined,
      );
      return;
    }
    const name = post === undefined ? location.hash.slice(1) : `post-${post.no}`;
    const named = name.startsWith('post-') ? document.getElementById(name) : null;
    const place = named ?? (firstUnread === null ? null : document.getElementById('first-unread'));
    named?.setAttribute('data-arrived', '');
    // After the page has taken the focus to its heading.
    if (place) setTimeout(() => places.land(place), 0);
  }, [thread.id, posts, firstUnread, places, navigate]);
}

/** A thread that was merged into another leads there. */
export function useLeadOn(asked: string, found: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (found === undefined || found === asked) return;
    void navigate({
      to: '/threads/$threadId',
      params: { threadId: found },
      hash: location.hash.slice(1),
      replace: true,
    });
  }, [asked, found, navigate]);
}
