import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Ends a refused upgrade as plain HTTP, so that a stock client sees the status. */
export function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  if (socket.destroyed) return;
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Sends each upgrade to its owner by path prefix; unknown paths get 404 at once. Socket.IO listens for its own path
 * beside this router; null when it takes none, because an upgrade that nobody answers keeps browsers from opening
 * any other to this host.
 */
export function routeUpgrades(
  server: Server,
  owners: Readonly<Record<string, UpgradeHandler>>,
  socketIoPath: string | null,
): void {
  server.on('upgrade', (request, socket, head) => {
    // Before anything is awaited: a reset while we look the session up must not end the process.
    socket.on('error', () => socket.destroy());
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (socketIoPath !== null && path.startsWith(socketIoPath)) return;
    const owner = Object.entries(owners).find(([prefix]) => path.startsWith(prefix));
    if (owner === undefined) refuseUpgrade(socket, 404, 'Not Found');
    else owner[1](request, socket, head);
  });
}
