import { CLOSE, KONTOR, MESSAGE } from '@kontor/contracts';
import { MEASURED_INPUTS, syncFrame, type Told } from '@kontor/testing';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { createDocument } from '../support/http.js';
import { Writer } from '../support/writer.js';

/** What a connection is told after its greeting, whose sync step 1 it answers as a client without content does. */
class Listener {
  readonly heard: Told = { refused: [], closed: null, asked: false };
  #isGreeted = false;
  #wake: () => void = () => undefined;

  constructor(readonly socket: WebSocket) {
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => this.hear(data));
    socket.once('close', (code: number) => {
      this.heard.closed = code;
      this.#wake();
    });
  }

  /** Resolves when the greeting is over, and again as soon as the condition holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && this.heard.closed === null)
      await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  get isGreeted(): boolean {
    return this.#isGreeted;
  }

  private hear(data: Uint8Array): void {
    const decoder = decoding.createDecoder(data);
    const type = decoding.readVarUint(decoder);
    const kind = decoding.hasContent(decoder) ? decoding.readVarUint(decoder) : -1;
    if (type === MESSAGE.sync && kind === 0) {
      this.heard.asked = this.#isGreeted;
      if (!this.#isGreeted) this.socket.send(syncFrame(1, new Uint8Array([0, 0])));
      this.#isGreeted = true;
    }
    if (type === MESSAGE.kontor && kind === KONTOR.refused) {
      decoding.readVarUint(decoder);
      this.heard.refused.push(decoding.readVarString(decoder));
    }
    this.#wake();
  }
}

describe('hostile sync messages over real connections', () => {
  let app: TestApp;
  let attacker: Caller;
  let victim: Writer;
  let documentId: string;

  beforeAll(async () => {
    app = await bootTestApp();
    attacker = await app.signIn('editor.kortrijk@demo.kontor.example');
    const coordinator = await app.signIn('coordinator@demo.kontor.example');
    documentId = await createDocument(app.url, coordinator.cookie, 'Under attack');
    victim = new Writer(app.url, documentId, coordinator.cookie);
    victim.doc.getText('faults').insert(0, 'Mine. ');
    await victim.settled();
  });
  afterAll(async () => {
    victim.stop();
    await app.close();
  });

  const open = async (): Promise<Listener> => {
    const url = `${app.url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1`;
    const listener = new Listener(
      new WebSocket(url, { headers: { cookie: attacker.cookie, origin: app.url } }),
    );
    await listener.until(() => listener.isGreeted);
    return listener;
  };
  const stored = async (): Promise<unknown> =>
    (await attacker.get(`/practice-documents/${documentId}/content`).expect(200)).body as unknown;
  const attack = (index: number): Uint8Array[][] =>
    MEASURED_INPUTS[index]?.connections({
      state: Y.encodeStateAsUpdate(victim.doc),
      victim: victim.doc.clientID,
    }) ?? [];

  it.each(MEASURED_INPUTS.map(({ name, told }, index) => ({ name, told, index })))(
    '$name: told so, or cut; the text stays as it was',
    async ({ told, index }) => {
      const before = await stored();
      for (const frames of attack(index)) {
        const { socket, heard, until } = bound(await open());
        for (const frame of frames) socket.send(frame);
        if (told.closed !== null) {
          await until(() => heard.closed !== null);
          // Who sends without a pause may meet the rate first.
          expect([told.closed, CLOSE.rate]).toContain(heard.closed);
        } else {
          await until(() => heard.asked === told.asked && heard.refused.length >= told.refused.length);
          expect(heard).toEqual(told);
          socket.terminate();
        }
      }
      expect(await stored()).toEqual(before);
    },
  );
});

const bound = (listener: Listener) => ({
  socket: listener.socket,
  heard: listener.heard,
  until: listener.until.bind(listener),
});
