import type { Post } from '@kontor/contracts';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { land } from '../../../ui/landing.js';

/** The way to the end of the thread. What was sent is brought there twice: as it waits, and as it stands once it is saved. */
export function useFoot(foot: RefObject<HTMLElement | null>, posts: readonly Post[]) {
  const isAwaited = useRef(false);
  const toFoot = useCallback(() => {
    if (foot.current) land(foot.current, { block: 'end' });
  }, [foot]);
  useEffect(() => {
    if (isAwaited.current) toFoot();
    isAwaited.current = false;
  }, [posts, toFoot]);
  const onSent = () => {
    isAwaited.current = true;
    toFoot();
  };
  return { toFoot, onSent };
}
