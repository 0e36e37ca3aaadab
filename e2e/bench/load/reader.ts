import * as Y from 'yjs';
import type { Running } from '../contestants/contestant.js';
import { type Heard, NOTHING } from './dialect.js';
import { FrameClient, clientFrame } from './frame-client.js';

/** A connection that takes what it is sent and keeps it as bytes. */
export class Reader {
  readonly updates: Uint8Array[] = [];
  bytes = 0;
  durable = 0;
  private readonly heard: Heard = { kind: 'other', at: 0, n: 0 };
  private changes = 0;
  private socket: FrameClient | null = null;
  private waiters: { holds: () => boolean; resolve: () => void }[] = [];

  constructor(
    private readonly server: Running,
    private readonly document: string,
    /** Whether what it hears is kept; 500 copies of a long document are no server's doing. */
    private readonly keeps = true,
  ) {}

  async open(): Promise<this> {
    this.socket = await FrameClient.open(this.server.target(this.document), (payload) => this.read(payload));
    for (const hello of this.server.dialect.hello(this.document)) this.socket.send(clientFrame(hello));
    return this;
  }

  close(): void {
    this.socket?.destroy();
  }

  /** The server has answered our first question. */
  joined(): Promise<void> {
    return this.until(() => this.bytes > 0);
  }

  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ holds, resolve }));
  }

  send(updates: readonly Uint8Array[]): void {
    const { dialect } = this.server;
    const frames = updates.map((update) => clientFrame(dialect.update(this.document, update)));
    this.changes += updates.length;
    if (dialect.mark) frames.push(clientFrame(dialect.mark(this.changes)));
    this.socket?.send(Buffer.concat(frames));
  }

  /** Everything that was sent is called durable, where the server says so. */
  settled(): Promise<void> {
    return this.server.dialect.mark ? this.until(() => this.durable >= this.changes) : Promise.resolve();
  }

  /** The text that the bytes so far make. */
  text(): string {
    const doc = new Y.Doc();
    for (const update of this.updates) Y.applyUpdate(doc, update);
    return doc.getText('t').toString();
  }

  private read(payload: Buffer): void {
    const { dialect } = this.server;
    dialect.read(payload, this.heard);
    const { kind, at, n } = this.heard;
    if (kind === 'asked') {
      this.changes += 1;
      this.socket?.send(clientFrame(dialect.answer(this.document, NOTHING)));
    } else if (kind === 'state' || kind === 'update') {
      if (this.keeps) this.updates.push(Uint8Array.from(payload.subarray(at)));
      this.bytes += payload.length - at;
    } else if (kind === 'durable' && dialect.mark) this.durable = n;
    this.waiters = this.waiters.filter(({ holds, resolve }) => {
      const done = holds();
      if (done) resolve();
      return !done;
    });
  }
}

const AT_ONCE = 2_000;
const SETTLE_MS = 200;

/** Types a history into a fresh document and waits until another reader gets all of it. @returns its name and size; the author stays in it until told to leave */
export async function seed(
  server: Running,
  history: { updates: Uint8Array[]; text: string },
): Promise<{ document: string; bytes: number; leave: () => void }> {
  const [document = ''] = await server.documents(1);
  const author = await new Reader(server, document).open();
  await author.joined();
  // The first one alone: a server may have to note whose client id this is before it takes more.
  author.send(history.updates.slice(0, 1));
  await author.settled();
  for (let at = 1; at < history.updates.length; at += AT_ONCE) {
    author.send(history.updates.slice(at, at + AT_ONCE));
    await author.settled();
  }
  let bytes = 0;
  for (;;) {
    const probe = await new Reader(server, document).open();
    await probe.joined();
    const isComplete = probe.text() === history.text;
    bytes = probe.bytes;
    probe.close();
    if (isComplete) break;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
  return { document, bytes, leave: () => author.close() };
}
