import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { CollabSession, type SessionView } from './collab-session.js';
import type { AccessCheck } from './kontor-provider.js';
import { savedState, type SavedFacts, type SavedState } from './saved-state.js';

interface Options {
  documentId: string;
  userId: string;
  canEdit: boolean;
  checkAccess: () => Promise<AccessCheck>;
  rightsChanged: () => void;
}

/** One session per open document, closed when the page goes. Null for the first moment. */
export function useCollabSession(options: Options): CollabSession | null {
  const { documentId, userId, canEdit } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [session, setSession] = useState<CollabSession | null>(null);
  useEffect(() => {
    const opened = new CollabSession({
      serverUrl: `${location.origin.replace(/^http/, 'ws')}/collab`,
      documentId,
      userId,
      canEdit: latest.current.canEdit,
      checkAccess: () => latest.current.checkAccess(),
      rightsChanged: () => latest.current.rightsChanged(),
    });
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
    };
  }, [documentId, userId]);
  useEffect(() => session?.setCanEdit(canEdit), [session, canEdit]);
  return session;
}

const never = () => () => undefined;

export function useSessionView(session: CollabSession | null): SessionView | null {
  return useSyncExternalStore(session?.subscribe ?? never, () => session?.view ?? null);
}

/** The facts of this moment and what they amount to; looks at the clock once a second while something waits. */
export function useSavedState(view: SessionView | null): { facts: SavedFacts; state: SavedState } | null {
  const [now, setNow] = useState(() => Date.now());
  const isWaiting = view?.facts.pendingSince != null;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  if (view === null) return null;
  const facts = { ...view.facts, now: Math.max(now, view.facts.pendingSince ?? 0) };
  return { facts, state: savedState(facts) };
}
