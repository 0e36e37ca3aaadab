import { Manager, type Socket } from 'socket.io-client';

export type Transport = 'websocket' | 'polling';

/** Where a connection is to go, and who asks. */
export interface Address {
  url: string;
  cookie: string;
}

/** Socket.IO's packet types that carry events: text and binary. */
const EVENTS = [2, 5];

/**
 * A Socket.IO connection as a page of the app would open it, which never comes back by itself.
 *
 * @param arrives called for every event that comes over the line, before the socket knows of it: a socket that was
 * disconnected hears nothing any more, while the line under it may go on
 */
export function socketOn(
  { url, cookie }: Address,
  {
    transport,
    namespace = '/',
    auth = {},
  }: { transport: Transport; namespace?: string; auth?: Record<string, unknown> },
  arrives: () => void,
): Socket {
  const manager = new Manager(url, {
    transports: [transport],
    extraHeaders: { cookie, origin: url },
    reconnection: false,
    autoConnect: false,
  });
  manager.on('packet', ({ nsp, type }) => {
    if (nsp === namespace && EVENTS.includes(type)) arrives();
  });
  const socket = manager.socket(namespace, { auth });
  return socket.connect();
}
