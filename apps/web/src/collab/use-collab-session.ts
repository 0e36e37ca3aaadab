import type { CollabLimits, Refusal } from '@kontor/contracts';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { CollabSession, type SessionView } from './collab-session.js';
import type { Aside } from './device-copy.js';
import type { AccessCheck } from './kontor-provider.js';
import { savedState, type SavedState, type StopReason } from './saved-state.js';

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

/** What the page shows of an open text. None of it moves while somebody types: see `useSessionPart`. */
export interface OpenText {
  /** Rises when the text is replaced by another generation: the editor must be made anew. */
  epoch: number;
  doc: Doc;
  awareness: Awareness;
  loaded: boolean;
  canEdit: boolean;
  refused: Refusal | null;
  stopped: StopReason | null;
  /** The server cannot store at the moment: nothing more is written until it can. */
  storeAway: boolean;
  limits: CollabLimits | null;
  /** Own words of an earlier generation, offered for copying. */
  aside: Aside | null;
}

export const useOpenText = (session: CollabSession | null): OpenText | null =>
  useSessionPart(session, ({ epoch, doc, awareness, aside, limits, facts }) => ({
    epoch,
    doc,
    awareness,
    aside,
    limits,
    loaded: facts.loaded,
    canEdit: facts.canEdit,
    refused: facts.refused,
    stopped: facts.stopped,
    storeAway: facts.storeAway,
  }));

const never = () => () => undefined;

/**
 * A part of what is known about a session, read anew whenever anything changed, and the same object until one of its
 * values differs. A session changes several times with every key: who showed all of it would draw the whole page as
 * often.
 *
 * @param read gets the view and what it amounts to at this moment
 */
export function useSessionPart<T>(
  session: CollabSession | null,
  read: (view: SessionView, state: SavedState) => T,
): T | null {
  const [memory] = useState(() => new Memory<T>());
  const subscribe = useMemo(
    () => (session === null ? never : (listener: () => void) => follow(session, listener)),
    [session],
  );
  return useSyncExternalStore(subscribe, () => {
    const view = session?.view;
    return memory.keep(view ? read(view, savedState({ ...view.facts, now: Date.now() })) : null);
  });
}

/** The last of equal things. */
class Memory<T> {
  #last: T | null = null;

  keep(next: T | null): T | null {
    if (!isSame(this.#last, next)) this.#last = next;
    return this.#last;
  }
}

/** Looks at the clock once a second while something waits. */
function follow(session: CollabSession, listener: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const onChange = () => {
    clearInterval(timer);
    timer = session.view.facts.pendingSince === null ? undefined : setInterval(listener, 1000);
    listener();
  };
  const stop = session.subscribe(onChange);
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** Equal, or with equal values under the same names. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.is(Reflect.get(a, name), Reflect.get(b, name)))
  );
}
