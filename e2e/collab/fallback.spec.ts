import { setTimeout as pause } from 'node:timers/promises';
import { FALLBACK_EVENTS, FALLBACK_NAMESPACE, KONTOR, MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { io, type Socket } from 'socket.io-client';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { figuresOf, METRICS_TOKEN } from '../support/figures.js';
import { createDocument } from '../support/http.js';
import { upgradeStatus } from '../support/raw-socket.js';
import { SyncEnd } from '../support/sync-end.js';

const EDITOR = 'editor.tampere@demo.kontor.example';
const OUTSIDER = 'reviewer@demo.kontor.example';

const message = (type: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
};

/** Written past somebody who has stopped polling, in pieces of a pasted page. */
const MISSED_BYTES = 4 * 2 ** 20;
const CHANGE_BYTES = 50_000;
/** The high water, and what crossed it. */
const HELD_BYTES = 1.5 * 2 ** 20;
/** Between two looks at the server's figures. */
const LOOK_MS = 50;

describe('where a proxy refuses every WebSocket', () => {
  let app: TestApp;
  let editor: Caller;
  let documentId: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    app = await bootTestApp({ env: { KONTOR_WEBSOCKETS: 'false', KONTOR_METRICS_TOKEN: METRICS_TOKEN } });
    editor = await app.signIn(EDITOR);
    documentId = await createDocument(app.url, editor.cookie, 'Behind a proxy');
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
  afterAll(() => app.close());

  const connect = (who: Caller, id = documentId, user?: string): Socket => {
    const socket = io(`${app.url}${FALLBACK_NAMESPACE}`, {
      transports: ['polling'],
      auth: { documentId: id, ack: 1, user },
      extraHeaders: { cookie: who.cookie, origin: app.url },
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  };
  const refusal = (socket: Socket): Promise<string> =>
    new Promise((resolve) => socket.once('connect_error', (error) => resolve(error.message)));

  it('the upgrade is really refused', async () => {
    const headers = { cookie: editor.cookie, origin: app.url };
    expect(await upgradeStatus(`${app.url}/collab/${documentId}`, headers)).toBe(403);
  });

  it('two people write over long-polling, and each word is acknowledged as durable', async () => {
    const [here, there] = [new Y.Doc(), new Y.Doc()];
    const [a, b] = [connect(editor), connect(editor)];
    let acknowledged = 0;
    const speak = (socket: Socket, doc: Y.Doc, arrived: () => void): void => {
      socket.on(FALLBACK_EVENTS.frame, (data: ArrayBuffer | Uint8Array) => {
        const decoder = decoding.createDecoder(new Uint8Array(data));
        const type = decoding.readVarUint(decoder);
        if (type === MESSAGE.sync) {
          const reply = encoding.createEncoder();
          encoding.writeVarUint(reply, MESSAGE.sync);
          readSyncMessage(decoder, reply, doc, 'server');
          if (encoding.length(reply) > 1) socket.emit(FALLBACK_EVENTS.frame, encoding.toUint8Array(reply));
        }
        if (type === MESSAGE.kontor && decoding.readVarUint(decoder) === KONTOR.durable) {
          acknowledged = decoding.readVarUint(decoder);
        }
        arrived();
      });
      socket.on('connect', () =>
        socket.emit(
          FALLBACK_EVENTS.frame,
          message(MESSAGE.sync, (e) => writeSyncStep1(e, doc)),
        ),
      );
    };
    const arrived = new Promise<void>((resolve) => {
      speak(b, there, () => there.getText('t').toString() === 'Moin' && resolve());
    });
    const saved = new Promise<void>((resolve) => speak(a, here, () => acknowledged === 1 && resolve()));
    await new Promise<void>((resolve) => a.once('connect', () => resolve()));
    here.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return;
      a.emit(
        FALLBACK_EVENTS.frame,
        message(MESSAGE.sync, (e) => writeUpdate(e, update)),
      );
      a.emit(
        FALLBACK_EVENTS.frame,
        message(MESSAGE.kontor, (e) => {
          encoding.writeVarUint(e, KONTOR.mark);
          encoding.writeVarUint(e, 1);
        }),
      );
    });
    here.getText('t').insert(0, 'Moin');
    await Promise.all([saved, arrived]);
    expect(there.getText('t').toString()).toBe('Moin');
    [here, there].forEach((doc) => doc.destroy());
  });

  it('whoever stops polling is let go within the time of a heartbeat, with little held for them, and is complete when back', async () => {
    const address = { url: app.url, cookie: editor.cookie };
    const enter = (): Promise<SyncEnd> => new SyncEnd('polling', address, documentId).entered();
    const [writer, asleep] = [await enter(), await enter()];
    const sessions = (await figuresOf(app.url))('kontor_collab_sessions');
    asleep.stopPolling();
    let [held, written, left] = [0, 0, sessions];
    while (left === sessions) {
      const figure = await figuresOf(app.url);
      left = figure('kontor_collab_sessions');
      held = Math.max(held, figure('kontor_collab_unsent_bytes'));
      if (written < MISSED_BYTES) writer.doc.getText('faults').insert(0, 'x'.repeat(CHANGE_BYTES));
      written += CHANGE_BYTES;
      await pause(LOOK_MS);
    }
    // It was found full, got nothing more from then on, and was cut.
    expect(written).toBeGreaterThan(MISSED_BYTES);
    expect(held).toBeGreaterThan(2 ** 20);
    expect(held).toBeLessThan(HELD_BYTES);
    expect(writer.cut).toBeNull();
    const back = await enter();
    await back.until(() => back.text() === writer.text());
    [writer, asleep, back].forEach((end) => end.close());
  });

  it('the same door decides: no session, no membership, no such id', async () => {
    // Nobody without a session gets as far as a connection.
    expect(await refusal(connect({ ...editor, cookie: '' }))).toBe('xhr poll error');
    expect(await refusal(connect(await app.signIn(OUTSIDER)))).toBe('not-found');
    expect(await refusal(connect(editor, 'note_1'))).toBe('not-found');
    expect(await refusal(connect(editor, documentId, 'a'.repeat(24)))).toBe('not-signed-in');
  });
});
