// The limit: each frame goes to every other socket of the same path. No document, nothing kept, nothing acknowledged.
import { WebSocketServer } from 'ws';

const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('message', (data, binary) => {
    for (const peer of room) if (peer !== socket) peer.send(data, { binary });
  });
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) rooms.delete(url);
  });
});
server.on('listening', () => process.stdout.write(`ready ${server.address().port}\n`));
