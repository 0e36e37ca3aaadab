import { randomBytes } from 'node:crypto';
import { CLOSE, MESSAGE } from '@kontor/contracts';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { createDocument } from '../support/http.js';

const MEGABYTE = 1024 * 1024;

const frame = (...write: ((encoder: encoding.Encoder) => void)[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const part of write) part(encoder);
  return encoding.toUint8Array(encoder);
};
const uints =
  (...values: number[]) =>
  (encoder: encoding.Encoder): void =>
    values.forEach((value) => encoding.writeVarUint(encoder, value));
const bytes =
  (value: Uint8Array) =>
  (encoder: encoding.Encoder): void =>
    encoding.writeVarUint8Array(encoder, value);
const update = (body: Uint8Array): Uint8Array => frame(uints(MESSAGE.sync, 2), bytes(body));

function deepXml(levels: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    let parent: Y.XmlFragment = doc.getXmlFragment('body');
    for (let i = 0; i < levels; i += 1) {
      const child = new Y.XmlElement('section');
      parent.insert(0, [child]);
      parent = child;
    }
  });
  const body = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return body;
}

/** Rows of "measured on the current libraries": each froze, bloated or corrupted a server somewhere. */
const HOSTILE: [name: string, bytes: () => Uint8Array][] = [
  ['an update that claims 33 million structs in 7 bytes', () => update(frame(uints(1, 33_554_431, 5, 0)))],
  ['a struct of length 2^40', () => update(frame(uints(1, 1, 77, 0), uints(0), uints(2 ** 40, 0)))],
  ['elements nested 2,000 deep', () => update(deepXml(2_000))],
  ['garbage in place of an update', () => update(randomBytes(64))],
  ['an empty update', () => update(new Uint8Array())],
  ['a truncated message', () => frame(uints(MESSAGE.sync, 2, 500))],
  ['a state vector with 300,000 clients', () => frame(uints(MESSAGE.sync, 0), bytes(frame(uints(300_000), (e) => {
    for (let i = 0; i < 300_000; i += 1) encoding.writeVarUint(e, i);
  })))],
  ['awareness with 100,000 states', () => frame(uints(MESSAGE.awareness), bytes(frame(uints(100_000), (e) => {
    for (let i = 0; i < 100_000; i += 1) {
      encoding.writeVarUint(e, i);
      encoding.writeVarUint(e, 1);
      encoding.writeVarString(e, '{}');
    }
  })))],
  ['a frame over the limit', () => randomBytes(MEGABYTE + 64 * 1024)],
]; // prettier-ignore

describe('hostile sync messages', () => {
  let app: TestApp;
  let editor: Caller;
  let documentId: string;

  beforeAll(async () => {
    app = await bootTestApp();
    editor = await app.signIn('editor.tampere@demo.kontor.example');
    documentId = await createDocument(app.url, editor.cookie, 'Under attack');
  });
  afterAll(() => app.close());

  const open = (): Promise<WebSocket> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1`, {
        headers: { cookie: editor.cookie, origin: app.url },
      });
      socket.on('error', () => undefined);
      socket.once('message', () => resolve(socket));
    });
  const stored = async (): Promise<unknown> =>
    (await editor.get(`/practice-documents/${documentId}/content`).expect(200)).body as unknown;

  it.each(HOSTILE)('%s: refused three times at most, then cut; the text stays as it was', async (_, make) => {
    const before = await stored();
    const hostile = make();
    const socket = await open();
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    for (let i = 0; i < 4; i += 1) socket.send(hostile);
    expect([CLOSE.invalidUpdate, CLOSE.frameTooBig, CLOSE.rate]).toContain(await closed);
    expect(await stored()).toEqual(before);
  });

  it('sixty of them leave memory flat and the server answering', async () => {
    const samples = HOSTILE.map(([, make]) => make());
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 60; round += 1) {
      const socket = await open();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      const sample = samples[round % samples.length];
      for (let i = 0; i < 4 && sample !== undefined; i += 1) socket.send(sample);
      await closed;
    }
    globalThis.gc?.();
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * MEGABYTE);
    await app.anonymous.get('/instance').expect(200);
  });
});
