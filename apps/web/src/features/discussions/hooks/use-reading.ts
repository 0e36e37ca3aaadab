import type { ThreadState } from '@kontor/contracts';
import { useEffect, useRef, type RefObject } from 'react';
import { useNoteReading } from '../api/threads.js';

/** Looked at for so long, a post is read. */
const SEEN_MS = 1_000;
const TELL_MS = 1_500;

export const isRead = (read: ThreadState['read'], no: number): boolean =>
  read.some(({ from, to }) => from <= no && no <= to);

/** Tells the server which posts have been on the screen for a moment, a few at a time. */
export function useReading(list: RefObject<HTMLElement | null>, state: ThreadState): void {
  const note = useNoteReading(state.thread.id, state.thread.workspaceId);
  const latest = useRef({ note, read: state.read, layout: state.thread.layout });
  useEffect(() => {
    latest.current = { note, read: state.read, layout: state.thread.layout };
  });
  const count = state.posts.length;
  const { layout: shownLayout } = state.thread;
  useEffect(() => {
    const since = new Map<number, number>();
    const seen = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const no = Number((target as HTMLElement).dataset['no']);
          if (isIntersecting) since.set(no, performance.now());
          else since.delete(no);
        }
      },
      // A long post is read when its first lines are.
      { rootMargin: '0px 0px -60px 0px', threshold: 0 },
    );
    for (const post of list.current?.querySelectorAll('[data-no]') ?? []) observer.observe(post);
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return;
      const { note: now, read, layout } = latest.current;
      for (const [no, at] of since) if (performance.now() - at > SEEN_MS && !isRead(read, no)) seen.add(no);
      if (seen.size === 0 || now.isPending) return;
      const ranges = [...seen].map((no) => ({ from: no, to: no })).slice(0, 100);
      now.mutate(
        { read: ranges, layout },
        { onSuccess: () => ranges.forEach(({ from }) => seen.delete(from)) },
      );
    }, TELL_MS);
    return () => {
      observer.disconnect();
      clearInterval(timer);
    };
    // Under new numbers everything is looked at anew.
  }, [list, count, shownLayout]);
}
