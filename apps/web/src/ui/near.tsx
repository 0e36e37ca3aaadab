import { useEffect, useRef, useState, type RefObject } from 'react';

/** True from the moment that the element comes near the window: what lies further down is fetched when it is wanted. */
export function useNear<E extends HTMLElement>(): [RefObject<E | null>, boolean] {
  const frame = useRef<E>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, near];
}
