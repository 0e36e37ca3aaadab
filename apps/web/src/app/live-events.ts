import type { ServerEvents } from '@kontor/contracts';
import { queryClient } from './query-client.js';

/**
 * Events say only that something changed; what is on screen is asked for again, so that rights are judged by
 * the same door as ever. After a lost connection everything is asked again: events in the gap are gone.
 */
export function startLiveEvents(): () => void {
  let stopped = false;
  let stop = () => {
    stopped = true;
  };
  void import('socket.io-client').then(({ io }) => {
    if (stopped) return;
    // Polling first, the WebSocket when it has proved to work: behind a strict proxy events arrive as well, and an
    // upgrade that nobody answers does not keep the browser from opening the document's own socket.
    const socket = io({ withCredentials: true });
    let seenOnce = false;
    socket.on('connect', () => {
      if (seenOnce) void queryClient.invalidateQueries();
      seenOnce = true;
    });
    for (const [event, handle] of Object.entries(handlers)) socket.on(event, handle);
    stop = () => {
      stopped = true;
      socket.disconnect();
    };
  });
  return () => stop();
}

const stale = (...queryKey: string[]) => void queryClient.invalidateQueries({ queryKey });

const handlers: ServerEvents = {
  'workspace:changed': ({ workspaceId }) => {
    stale('workspaces');
    stale('workspace', workspaceId);
  },
  'member:changed': ({ workspaceId }) => {
    stale('workspace', workspaceId);
    stale('workspaces');
  },
  'practice-document:changed': ({ workspaceId, documentId }) => {
    stale('practice-document', documentId);
    stale('practice-documents', workspaceId);
    stale('me', 'visits');
  },
  'access:changed': () => void queryClient.invalidateQueries(),
  // The shell says so in place (see signed-out-notice.tsx).
  'session:ended': () => void queryClient.invalidateQueries({ queryKey: ['me'], exact: true }),
};
