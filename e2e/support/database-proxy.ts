import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import mongoose from 'mongoose';

/** A command on its way to the database. */
export interface Command {
  /** `insert`, `find`, … */
  name: string;
  collection: string;
}

/** What becomes of a command: it passes, is answered in the database's place, or passes and its answer never arrives. */
export type Fate = 'pass' | 'lose-answer' | { answer: object };
export type Rule = (command: Command) => Fate;

const HEADER = 16;
const OP_MSG = 2013;
const pass: Rule = () => 'pass';

/**
 * Stands between the program and its database and speaks the database's protocol, so that a database can refuse, fail or
 * fall silent while everything else about it is real.
 */
export class DatabaseProxy {
  rule: Rule = pass;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly upstream: () => Socket,
  ) {
    server.on('connection', (client: Socket) => this.#relay(client));
  }

  /** @param uri of the real database, on a unix socket or a host and port */
  static async before(uri: string): Promise<DatabaseProxy> {
    const authority = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '');
    const [host = '', port] = authority.split(':');
    const target = authority.startsWith('/') ? { path: authority } : { host, port: Number(port ?? 27017) };
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new DatabaseProxy(server, () => connect(target));
  }

  /** The address to give to the program, with the path and options of the real one. */
  uriFor(uri: string): string {
    const { port } = this.server.address() as AddressInfo;
    const direct = uri.includes('directConnection=')
      ? ''
      : `${uri.includes('?') ? '&' : '?'}directConnection=true`;
    return uri.replace(/^(mongodb:\/\/)[^/?]+/, `$1127.0.0.1:${port}`) + direct;
  }

  heal(): void {
    this.rule = pass;
  }

  close(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #relay(client: Socket): void {
    const database = this.upstream();
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      this.#sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    const lost = new Set<number>();
    framed(client, (message) => {
      const command = commandOf(message);
      const fate = command ? this.rule(command) : 'pass';
      if (typeof fate === 'object') return void client.write(answerTo(message, fate.answer));
      if (fate === 'lose-answer') lost.add(message.readInt32LE(4));
      database.write(message);
    });
    framed(database, (message) => {
      if (lost.has(message.readInt32LE(8))) end();
      else client.write(message);
    });
  }
}

function framed(socket: Socket, take: (message: Buffer) => void): void {
  let waiting: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (waiting.length >= HEADER && waiting.length >= waiting.readInt32LE(0)) {
      const message = waiting.subarray(0, waiting.readInt32LE(0));
      waiting = waiting.subarray(message.length);
      take(message);
    }
  });
}

/** The command in an OP_MSG; null for the older messages of a handshake. Its body is the section of kind 0. */
function commandOf(message: Buffer): Command | null {
  if (message.readInt32LE(12) !== OP_MSG) return null;
  let at = HEADER + 4;
  while (at < message.length && message[at] === 1) at += 1 + message.readInt32LE(at + 1);
  if (message[at] !== 0) return null;
  const size = message.readInt32LE(at + 1);
  const body = mongoose.mongo.BSON.deserialize(message.subarray(at + 1, at + 1 + size));
  const [name, collection] = Object.entries(body)[0] ?? [];
  return name === undefined ? null : { name, collection: String(collection) };
}

function answerTo(message: Buffer, answer: object): Buffer {
  const body = mongoose.mongo.BSON.serialize(answer);
  const reply = Buffer.alloc(HEADER + 5 + body.length);
  reply.writeInt32LE(reply.length, 0);
  reply.writeInt32LE(message.readInt32LE(4), 8);
  reply.writeInt32LE(OP_MSG, 12);
  reply.set(body, HEADER + 5);
  return reply;
}
