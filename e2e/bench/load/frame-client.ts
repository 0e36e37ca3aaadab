import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** How one connection is asked for. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const BINARY = 0x82;
const MASKED = 0x80;

/**
 * One frame of a client. The mask is zero, which the protocol allows and every server undoes all the same: so the
 * generator spends nothing on masking and the same bytes can go to many sockets.
 */
export function clientFrame(payload: Uint8Array): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.alloc(6 + extra + length);
  frame[0] = BINARY;
  if (extra === 0) frame[1] = MASKED | length;
  else if (extra === 2) {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = MASKED | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, 6 + extra);
  return frame;
}

/**
 * A WebSocket client that does nothing but cut frames: `ws` and a Yjs document per typist would make the generator the
 * bottleneck long before the servers.
 */
export class FrameClient {
  onFrame: (payload: Buffer) => void = () => {};
  onClosed: (code: number) => void = () => {};
  /** What came of a frame that is not whole yet, and how many bytes make it worth another look. */
  private pieces: Buffer[] = [];
  private held = 0;
  private wanted = 0;
  private upgraded = false;
  private closeCode = 1006;

  private constructor(
    private readonly socket: Socket,
    private readonly opened: () => void,
    private readonly failed: (error: Error) => void,
  ) {}

  /** @throws Error with the status line when the upgrade is refused */
  static open(target: Target, onFrame: (payload: Buffer, client: FrameClient) => void): Promise<FrameClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port: target.port, host: '127.0.0.1', noDelay: true });
      const client: FrameClient = new FrameClient(socket, () => resolve(client), reject);
      client.onFrame = (payload) => onFrame(payload, client);
      const head = Object.entries({
        Host: `127.0.0.1:${target.port}`,
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Version': '13',
        ...target.headers,
      }).map(([name, value]) => `${name}: ${value}`);
      socket.on('connect', () => socket.write(`GET ${target.path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`));
      socket.on('data', (chunk) => client.read(chunk));
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('closed'));
        client.onClosed(client.closeCode);
      });
    });
  }

  /** Writes frames made by `clientFrame`. */
  send(frames: Buffer): void {
    this.socket.write(frames);
  }

  /** Stops reading: the network stack fills up and slows the server down. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.pieces.push(chunk);
    this.held += chunk.length;
    // Joined once per frame, not once per chunk: a frame of 20 MB comes in three hundred.
    if (this.held < this.wanted) return;
    let data = this.pieces.length === 1 ? chunk : Buffer.concat(this.pieces);
    this.keep(data, data.length, 0);
    if (!this.upgraded) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) return this.keep(data, 0, 0);
      const status = data.subarray(0, data.indexOf('\r\n')).toString('latin1');
      if (!status.includes(' 101 ')) {
        this.failed(new Error(`upgrade refused: ${status}`));
        this.socket.destroy();
        return;
      }
      this.upgraded = true;
      this.opened();
      data = data.subarray(end + 4);
    }
    this.cut(data);
  }

  /** Keeps what is left of `data` from `at` on until `wanted` bytes of it are there. */
  private keep(data: Buffer, at: number, wanted: number): void {
    this.pieces = at < data.length ? [data.subarray(at)] : [];
    this.held = data.length - at;
    this.wanted = wanted;
  }

  private cut(data: Buffer): void {
    let at = 0;
    let wanted = 0;
    while (data.length - at >= 2) {
      const opcode = (data[at] ?? 0) & 0x0f;
      let length = (data[at + 1] ?? 0) & 0x7f;
      let start = at + 2;
      if (length === 126) {
        if (data.length - at < 4) break;
        length = data.readUInt16BE(at + 2);
        start = at + 4;
      } else if (length === 127) {
        if (data.length - at < 10) break;
        length = Number(data.readBigUInt64BE(at + 2));
        start = at + 10;
      }
      if (data.length - start < length) {
        wanted = start + length - at;
        break;
      }
      const payload = data.subarray(start, start + length);
      at = start + length;
      if (opcode === 2) this.onFrame(payload);
      else if (opcode === 8) this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      else if (opcode === 9) this.socket.write(Buffer.from([0x8a, MASKED, 0, 0, 0, 0]));
    }
    this.keep(data, at, wanted);
  }
}
