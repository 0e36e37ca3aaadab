import type { ClientEvents, ServerEvents, ThreadPresence, Workspace } from '@kontor/contracts';
import { hashKey } from '@tanstack/react-query';
import type { Socket } from 'socket.io-client';
import { workspacesKey } from '../features/workspaces/api/workspaces.js';
import { queryClient } from './query-client.js';
import { rightsChanged } from './rights-epoch.js';

/** Below what the server lets one connection watch and ask for in a burst. */
const WATCHED_AT_MOST = 40;
/** The connection, while there is one. */
let connection: Socket<ServerEvents, ClientEvents> | null = null;
/** The thread on the screen, and who is told of the others in it. */
let open: { threadId: string; onPresent: (people: ThreadPresence['people']) => void } | null = null;

const enter = () => {
  if (open && connection?.connected)
    connection.emit('thread:enter', { threadId: open.threadId }, () => undefined);
};

/** Says that this thread is on the screen. @returns a function that ends it */
export function enterThread(
  threadId: string,
  onPresent: (people: ThreadPresence['people']) => void,
): () => void {
  const entered = { threadId, onPresent };
  open = entered;
  enter();
  return () => {
    connection?.emit('thread:leave', { threadId }, () => undefined);
    if (open === entered) open = null;
  };
}

/** Says that something is being written in it. */
export const typeInThread = (threadId: string): void =>
  void connection?.emit('thread:type', { threadId }, () => undefined);

const WORKSPACES_HASH = hashKey(workspacesKey);

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
    const socket: Socket<ServerEvents, ClientEvents> = io({ withCredentials: true });
    connection = socket;
    let seenOnce = false;
    let watched = new Set<string>();
    // The server tells only who watches. One's own workspaces are few, and the switcher knows them on every page.
    const watchOwn = () => {
      if (!socket.connected) return;
      const own = queryClient.getQueryData<Workspace[]>(workspacesKey) ?? [];
      for (const { id } of own.slice(0, WATCHED_AT_MOST)) {
        if (watched.has(id)) continue;
        watched.add(id);
        socket.emit('workspace:watch', { workspaceId: id }, ({ ok }) => {
          if (!ok) watched.delete(id);
        });
      }
    };
    socket.on('connect', () => {
      watched = new Set();
      watchOwn();
      enter();
      if (seenOnce) void queryClient.invalidateQueries();
      // Counted when the page was loaded; what came before the connection stood was told to nobody.
      else stale('notifications');
      seenOnce = true;
    });
    const unsubscribe = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryHash === WORKSPACES_HASH) watchOwn();
    });
    const hearing: Socket = socket;
    for (const [event, handle] of Object.entries(handlers)) hearing.on(event, handle);
    stop = () => {
      stopped = true;
      unsubscribe();
      connection = null;
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
    stale('activity');
    stale('workspace', workspaceId);
    stale('workspaces');
  },
  'practice-document:changed': ({ workspaceId, documentId }) => {
    stale('activity');
    stale('practice-document', documentId);
    stale('practice-documents', workspaceId);
    stale('me', 'visits');
  },
  'thread:changed': ({ workspaceId, threadId }) => {
    stale('activity');
    stale('thread', threadId);
    stale('threads', workspaceId);
  },
  'commitment:changed': ({ workspaceId, commitmentId }) => {
    stale('activity');
    stale('commitment', commitmentId);
    stale('commitments', workspaceId);
    // What waited for a signature no longer calls for it.
    stale('notifications');
  },
  'thread:present': ({ threadId, people }) => {
    if (open?.threadId === threadId) open.onPresent(people);
  },
  'notification:changed': () => stale('notifications'),
  'access:changed': () => {
    rightsChanged();
    void queryClient.invalidateQueries();
  },
  // The shell says so in place (see signed-out-notice.tsx).
  'session:ended': () => void queryClient.invalidateQueries({ queryKey: ['me'], exact: true }),
};
