import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Access, CollabServer, ConnectOptions } from '@kontor/collab';
import { KONTOR, MESSAGE } from '@kontor/contracts';
import { MemoryLink } from './memory-link.js';

export interface PeerOptions {
  userId?: string;
  sessionId?: string;
  canEdit?: boolean;
  /** Type 102; without it the peer is a stock client. */
  ack?: boolean;
  clientId?: number;
  schema?: number;
  generation?: number;
  doc?: Y.Doc;
}

/** What a peer was told by type 102. */
interface Heard {
  durable: { n: number; seq: number }[];
  refused: { n: number; code: string }[];
  states: { seq: number; vector: Uint8Array; hash: Uint8Array }[];
  hello: { generation: number; schema: number; limits: unknown }[];
  /** Whether edits are taken. */
  storing: boolean[];
  denied: string[];
  /** Types of all messages, in order. */
  types: number[];
}

const newHeard = (): Heard => ({
  durable: [],
  refused: [],
  states: [],
  hello: [],
  storing: [],
  denied: [],
  types: [],
});

let anonymous = 0;

/**
 * A client as y-websocket is one, on y-protocols' own code, over a link that tests control. With `ack` it also counts
 * its changes and marks them. Its document outlives connections.
 */
export class SyncPeer {
  readonly doc: Y.Doc;
  readonly awareness: awarenessProtocol.Awareness;
  readonly userId: string;
  readonly options: PeerOptions;
  link: MemoryLink | null = null;
  heard: Heard = newHeard();
  synced = false;
  closedWith: { code: number; reason: string } | null = null;
  /** Change messages sent on this connection. */
  sent = 0;
  /** Called for every change message sent: its number and whether it was all the peer has. */
  onChange: (n: number, step2: boolean) => void = () => {};
  onDurable: (n: number) => void = () => {};

  constructor(options: PeerOptions = {}) {
    anonymous += 1;
    this.options = options;
    this.userId = options.userId ?? `user-${anonymous}`;
    this.doc = options.doc ?? new Y.Doc();
    if (options.clientId !== undefined) this.doc.clientID = options.clientId;
    this.awareness = new awarenessProtocol.Awareness(this.doc);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.sendUpdate(update);
    });
    this.awareness.on(
      'update',
      ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
        this.sendAwareness([...added, ...updated, ...removed]);
      },
    );
    this.awareness.setLocalState(null);
  }

  get access(): Access {
    const { sessionId = `${this.userId}-session`, canEdit = true } = this.options;
    const user = { id: this.userId, name: `Name of ${this.userId}`, city: null, colour: 1 };
    return { userId: this.userId, sessionId, canEdit, user };
  }

  get text(): Y.Text {
    return this.doc.getText('t');
  }

  get isConnected(): boolean {
    return this.link !== null && this.link.isOpen;
  }

  /** Connects and says what a stock client says first. */
  connect(server: CollabServer, documentId: string): MemoryLink {
    const { ack = true, schema, generation } = this.options;
    const options: ConnectOptions = { ack, schema, generation };
    this.heard = newHeard();
    this.synced = false;
    this.closedWith = null;
    this.sent = 0;
    const link = new MemoryLink(server, documentId, this.access, options, {
      receive: (frame) => this.receive(frame),
      closed: (code, reason) => {
        this.closedWith = { code, reason };
        this.forgetOthers();
      },
    });
    this.link = link;
    this.write(MESSAGE.sync, (encoder) => syncProtocol.writeSyncStep1(encoder, this.doc));
    if (this.awareness.getLocalState() !== null) this.sendAwareness([this.doc.clientID]);
    return link;
  }

  /** The wire breaks. */
  cut(): void {
    this.link?.cut();
    this.forgetOthers();
  }

  /** Leaves as a closed tab does. */
  leave(): void {
    this.link?.pump();
    this.cut();
  }

  destroy(): void {
    this.link?.cut();
    this.link = null;
    this.awareness.destroy();
    this.doc.destroy();
  }

  /** Any bytes, as only a hostile client sends them. */
  sendRaw(frame: Uint8Array): void {
    this.link?.write(frame);
  }

  /** An update message, whatever its content. */
  sendUpdate(update: Uint8Array): void {
    if (!this.isConnected) return;
    this.write(MESSAGE.sync, (encoder) => syncProtocol.writeUpdate(encoder, update));
    this.countChange(false);
  }

  private countChange(step2: boolean): void {
    this.sent += 1;
    this.onChange(this.sent, step2);
    if (this.options.ack === false) return;
    this.write(MESSAGE.kontor, (encoder) => {
      encoding.writeVarUint(encoder, KONTOR.mark);
      encoding.writeVarUint(encoder, this.sent);
    });
  }

  private sendAwareness(clients: number[]): void {
    if (!this.isConnected) return;
    this.write(MESSAGE.awareness, (encoder) => {
      encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(this.awareness, clients));
    });
  }

  private forgetOthers(): void {
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.doc.clientID);
    awarenessProtocol.removeAwarenessStates(this.awareness, others, this);
  }

  private write(type: number, body: (encoder: encoding.Encoder) => void): void {
    this.link?.write(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, type);
        body(encoder);
      }),
    );
  }

  private receive(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    this.heard.types.push(type);
    switch (type) {
      case MESSAGE.sync:
        return this.receiveSync(decoder);
      case MESSAGE.awareness:
        return awarenessProtocol.applyAwarenessUpdate(
          this.awareness,
          decoding.readVarUint8Array(decoder),
          this,
        );
      case MESSAGE.auth:
        decoding.readVarUint(decoder);
        this.heard.denied.push(decoding.readVarString(decoder));
        return;
      case MESSAGE.kontor:
        return this.receiveKontor(decoder);
      default:
        throw new Error(`stock clients do not know message type ${type}`);
    }
  }

  private receiveSync(decoder: decoding.Decoder): void {
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, MESSAGE.sync);
    const step = syncProtocol.readSyncMessage(decoder, answer, this.doc, this);
    if (step === syncProtocol.messageYjsSyncStep2) this.synced = true;
    if (step !== syncProtocol.messageYjsSyncStep1) return;
    this.link?.write(encoding.toUint8Array(answer));
    this.countChange(true);
  }

  private receiveKontor(decoder: decoding.Decoder): void {
    if (this.options.ack === false) throw new Error('type 102 was not asked for');
    const kind = decoding.readVarUint(decoder);
    const number = decoding.readVarUint(decoder);
    if (kind === KONTOR.durable) {
      this.heard.durable.push({ n: number, seq: decoding.readVarUint(decoder) });
      this.onDurable(number);
    } else if (kind === KONTOR.refused) {
      this.heard.refused.push({ n: number, code: decoding.readVarString(decoder) });
    } else if (kind === KONTOR.state) {
      const vector = decoding.readVarUint8Array(decoder).slice();
      this.heard.states.push({ seq: number, vector, hash: decoding.readVarUint8Array(decoder).slice() });
    } else if (kind === KONTOR.storing) {
      this.heard.storing.push(number === 1);
    } else if (kind === KONTOR.hello) {
      const schema = decoding.readVarUint(decoder);
      const limits: unknown = JSON.parse(decoding.readVarString(decoder));
      this.heard.hello.push({ generation: number, schema, limits });
    }
  }

  /** Highest marker that is durable. */
  get durable(): number {
    return this.heard.durable.at(-1)?.n ?? 0;
  }
}
