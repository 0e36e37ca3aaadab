import { once } from 'node:events';
import { WebSocket } from 'ws';

/** HTTP status of a refused upgrade, or 101 when the server let the socket in (it is closed again at once). */
export async function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  socket.on('error', () => undefined);
  const opened = once(socket, 'open').then(() => 101);
  const refused = once(socket, 'unexpected-response').then((args) => {
    const [, response] = args as [unknown, { statusCode?: number }];
    return response.statusCode ?? 0;
  });
  const status = await Promise.race([opened, refused]);
  socket.terminate();
  return status;
}

/** A WebSocket class with fixed headers, for stock clients that know of none. */
export function webSocketWith(headers: Record<string, string>): typeof globalThis.WebSocket {
  class SocketWithHeaders extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  }
  return SocketWithHeaders as unknown as typeof globalThis.WebSocket;
}
