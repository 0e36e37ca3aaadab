import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import mongoose from 'mongoose';

/** What we need to know of the driver's own class of a connection. */
interface DriverConnection {
  socket: Socket;
}
type WriteCommand = (this: DriverConnection, ...args: unknown[]) => Promise<void>;

interface Patchable {
  prototype: { writeCommand: WriteCommand };
}

const patched = new WeakSet<object>();

function isPatchable(value: unknown): value is Patchable {
  if (typeof value !== 'function') return false;
  const { prototype }: { prototype: unknown } = value;
  if (typeof prototype !== 'object' || prototype === null || !('writeCommand' in prototype)) return false;
  return typeof prototype.writeCommand === 'function';
}

/**
 * Makes operations fail that meet their connection in the moment it closes.
 *
 * The driver (7.9) serialises a command, which takes a tick, writes it, and when the socket does not take it waits for
 * "drain". If the server closed the connection within that tick, there is never a "drain" nor an error: the operation stays
 * pending for ever and keeps its place in the pool. Seen in about one of ten kills of a database under load. The driver has
 * no time limit that reaches there (`timeoutMS` has no effect any more), so the wait is ended here by the socket's "close",
 * with the error the driver itself gives for a lost connection.
 *
 * Does nothing with a driver of another shape. Safe to call often.
 */
export function endWaitsOnClosedConnections(): void {
  const load = createRequire(createRequire(import.meta.url).resolve('mongoose'));
  const module: unknown = load('mongodb/lib/cmap/connection.js');
  if (typeof module !== 'object' || module === null || !('Connection' in module)) return;
  const { Connection } = module;
  if (!isPatchable(Connection) || patched.has(Connection)) return;
  patched.add(Connection);
  const original = Connection.prototype.writeCommand;
  Connection.prototype.writeCommand = function writeCommand(...args) {
    return whileOpen(this.socket, original.apply(this, args));
  };
}

async function whileOpen(socket: Socket, written: Promise<void>): Promise<void> {
  let onClose = () => {};
  const closed = new Promise<never>((_resolve, reject) => {
    onClose = () => reject(new mongoose.mongo.MongoNetworkError('the connection closed while writing'));
  });
  if (socket.closed) onClose();
  else socket.once('close', onClose);
  try {
    await Promise.race([written, closed]);
  } finally {
    socket.off('close', onClose);
  }
}
