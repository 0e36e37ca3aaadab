import * as Y from 'yjs';
import type { EngineHarness } from './engine-harness.js';
import type { Random } from './random.js';
import { SyncPeer } from './sync-peer.js';

/**
 * A person in the fuzzer: one user whose browser may reload and reconnect. Keeps, outside of the system under test,
 * every edit it made and whether the server called it durable.
 */
export class FuzzWriter {
  /** Every local edit, in order. */
  readonly log: { update: Uint8Array; acknowledged: boolean }[] = [];
  peer: SyncPeer;
  /** Per change message of this connection: the edits it carries. */
  private carried: number[][] = [];
  private token = 0;

  constructor(
    private readonly harness: EngineHarness,
    private readonly random: Random,
    private readonly name: string,
    clientId: number,
  ) {
    this.peer = this.open(clientId);
  }

  private open(clientId: number, content?: Uint8Array): SyncPeer {
    const doc = new Y.Doc();
    doc.clientID = clientId;
    if (content) Y.applyUpdate(doc, content);
    // Before the peer's own listener, so that an edit is in the log when its message is counted.
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) this.log.push({ update, acknowledged: false });
    });
    const peer = this.harness.peer({ userId: this.name, ack: true, doc });
    peer.onChange = (n, step2) => {
      this.carried[n] = step2 ? this.log.map((_, index) => index) : [this.log.length - 1];
    };
    peer.onDurable = (n) => {
      for (let change = 1; change <= n; change += 1) {
        for (const index of this.carried[change] ?? []) this.log[index]!.acknowledged = true;
      }
    };
    return peer;
  }

  connect(): void {
    if (this.peer.isConnected) return;
    this.carried = [];
    this.peer.connect(this.harness.server, this.harness.documentId);
  }

  /** The tab is closed and opened again; what the browser had stored is there, under a new client id. */
  reload(clientId: number): void {
    const content = Y.encodeStateAsUpdate(this.peer.doc);
    this.peer.cut();
    this.harness.peers.splice(this.harness.peers.indexOf(this.peer), 1);
    this.peer.destroy();
    this.carried = [];
    this.peer = this.open(clientId, content);
  }

  /** Sends something again that it had sent before, as a client with a confused queue might. */
  repeat(): void {
    const own = this.log.filter((edit) => edit.acknowledged);
    if (own.length === 0 || !this.peer.isConnected) return;
    const { sent } = this.peer;
    this.peer.sendUpdate(this.random.pick(own).update);
    this.carried[sent + 1] = [];
  }

  edit(): void {
    const { random } = this;
    const { doc, text } = this.peer;
    this.token += 1;
    const token = `${this.name}${this.token} `;
    const choice = random.below(10);
    if (choice < 5 || text.length === 0) text.insert(random.below(text.length + 1), token);
    else if (choice < 7) {
      const from = random.below(text.length);
      text.delete(from, Math.min(1 + random.below(8), text.length - from));
    } else if (choice === 7) {
      const from = random.below(text.length);
      text.format(from, Math.min(5, text.length - from), { bold: random.chance(0.5) ? true : null });
    } else if (choice === 8) doc.getMap('m').set(`k${random.below(4)}`, token);
    else this.editTree();
  }

  private editTree(): void {
    const { random } = this;
    const fragment = this.peer.doc.getXmlFragment('x');
    if (fragment.length > 3 && random.chance(0.4)) {
      fragment.delete(random.below(fragment.length), 1);
      return;
    }
    this.peer.doc.transact(() => {
      const element = new Y.XmlElement('paragraph');
      element.insert(0, [new Y.XmlText(`${this.name}${this.token}`)]);
      element.setAttribute('level', String(random.below(3)));
      fragment.insert(random.below(fragment.length + 1), [element]);
    });
  }
}
