import { useEffect, useSyncExternalStore } from 'react';

let current: string | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const set = (workspaceId: string | undefined) => {
  current = workspaceId;
  for (const listener of listeners) listener();
};

/** A page whose address does not name its workspace says which it is, while it is shown. */
export function useInWorkspace(workspaceId: string | undefined): void {
  useEffect(() => {
    set(workspaceId);
    return () => set(undefined);
  }, [workspaceId]);
}

/** What the page at hand says. */
export const useSaidWorkspace = (): string | undefined => useSyncExternalStore(subscribe, () => current);
