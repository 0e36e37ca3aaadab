const KEY = 'kontor.websockets-blocked-until';

/**
 * What this tab has learned about the network: that WebSockets do not come through. The next document then opens
 * over HTTP at once instead of failing first. Forgotten after a while, with the tab, and when the network changes.
 */
export const blockedWay = {
  isKnown(now = Date.now()): boolean {
    try {
      return Number(sessionStorage.getItem(KEY) ?? 0) > now;
    } catch {
      return false;
    }
  },
  remember(forMs: number, now = Date.now()): void {
    try {
      sessionStorage.setItem(KEY, String(now + forMs));
    } catch {
      // Blocked storage: the next document finds out by itself.
    }
  },
  forget(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing was remembered.
    }
  },
};
