import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { webSocketFrame } from './web-socket-frame.js';

describe('frames written past ws', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 1_000_000])(
    'a browser reads %i bytes as one message, also between messages of ws itself',
    async (length) => {
      const payload = Uint8Array.from({ length }, (_, at) => at % 251);
      const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
      const http = createServer();
      http.on('upgrade', (request, socket, head) =>
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          webSocket.send('before');
          socket.write(webSocketFrame(payload));
          socket.write(webSocketFrame(payload));
          webSocket.send('after');
        }),
      );
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
      const heard: (string | Buffer)[] = [];
      await new Promise<void>((resolve) => {
        client.on('message', (data: Buffer, isBinary) => {
          heard.push(isBinary ? data : data.toString());
          if (heard.length === 4) resolve();
        });
      });
      client.terminate();
      http.close();
      const same = heard.map((one) => (typeof one === 'string' ? one : one.equals(payload)));
      expect(same).toEqual(['before', true, true, 'after']);
    },
  );
});
