// The floor: passes binary frames to the other members of a room, knows nothing and keeps nothing.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? new Set();
  rooms.set(request.url, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true });
  });
  socket.on('close', () => room.delete(socket));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
