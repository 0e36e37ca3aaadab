import { KONTOR, MESSAGE } from '@kontor/contracts';
import { isAction } from '@kontor/policy';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { SYNC_MESSAGE_ACTIONS, type SyncMessage } from '../../apps/api/src/collab/sync-message-actions.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { upgradeStatus } from '../support/raw-socket.js';

const frame = (...parts: (number | Uint8Array)[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
};

function edit(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'who may write this?');
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** One frame per message of the table; `join` is the upgrade itself. */
const FRAMES: Record<Exclude<SyncMessage, 'join'>, () => Uint8Array> = {
  'sync step 1': () => frame(MESSAGE.sync, 0, new Uint8Array([0])),
  'sync step 2': () => frame(MESSAGE.sync, 1, edit()),
  'sync update': () => frame(MESSAGE.sync, 2, edit()),
  awareness: () => frame(MESSAGE.awareness, frame(0)),
  'query awareness': () => frame(MESSAGE.queryAwareness),
  'change marker': () => frame(MESSAGE.kontor, KONTOR.mark, 0),
};

describe('every message of the sync endpoint has a rule', () => {
  let app: TestApp;
  let writer: Caller;
  let reader: Caller;
  let documentId: string;

  beforeAll(async () => {
    app = await bootTestApp();
    reader = await app.signIn('decision-maker.kortrijk@demo.kontor.example');
    writer = await app.signIn('editor.kortrijk@demo.kontor.example');
    const [workspace] = ((await reader.get('/workspaces').expect(200)).body as { items: { id: string }[] })
      .items;
    const path = `/workspaces/${workspace?.id ?? ''}/practice-documents`;
    const created = await writer.post(path, { title: 'Doors', template: 'blank' }).expect(201);
    documentId = (created.body as { id: string }).id;
  });
  afterAll(() => app.close());

  /** Sends one frame after the greeting; resolves with the refusals that came before the answer to a sync step 1. */
  const refusalsOf = async (who: Caller, bytes: Uint8Array): Promise<string[]> => {
    const socket = new WebSocket(`${app.url.replace(/^http/, 'ws')}/collab/${documentId}?ack=1`, {
      headers: { cookie: who.cookie, origin: app.url },
    });
    const refusals: string[] = [];
    const answered = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.once('close', (code: number) => reject(new Error(`closed with ${code}`)));
      socket.on('message', (data: Buffer) => {
        const decoder = decoding.createDecoder(data);
        const type = decoding.readVarUint(decoder);
        if (type === MESSAGE.sync && decoding.readVarUint(decoder) === 1) resolve();
        if (type !== MESSAGE.kontor || decoding.readVarUint(decoder) !== KONTOR.refused) return;
        decoding.readVarUint(decoder);
        refusals.push(decoding.readVarString(decoder));
      });
    });
    socket.once('open', () => {
      socket.send(bytes);
      socket.send(FRAMES['sync step 1']());
    });
    await answered;
    socket.terminate();
    return refusals;
  };

  /** Number of what is durably stored of the text. */
  const storedSeq = async (): Promise<number> => {
    const { body } = await writer.get(`/practice-documents/${documentId}/content`).expect(200);
    return (body as { seq: number }).seq;
  };

  it('names a policy action for each', () => {
    expect(Object.values(SYNC_MESSAGE_ACTIONS).filter((action) => !isAction(action))).toEqual([]);
    expect(Object.keys(FRAMES).sort()).toEqual(
      Object.keys(SYNC_MESSAGE_ACTIONS)
        .filter((m) => m !== 'join')
        .sort(),
    );
  });

  it.each(Object.entries(FRAMES))(
    '%s: who may only read is refused exactly where editing is needed',
    async (name, make) => {
      const before = await storedSeq();
      const needsEdit = SYNC_MESSAGE_ACTIONS[name as SyncMessage] === 'practice-document.edit';
      expect(await refusalsOf(reader, make())).toEqual(needsEdit ? ['read-only'] : []);
      expect(await storedSeq()).toBe(before);
    },
  );

  it.each(Object.entries(FRAMES))('%s: who may write is not refused', async (_, make) => {
    expect(await refusalsOf(writer, make())).toEqual([]);
  });

  it('a page of one person does not enter with the session of another who signed in on that device', async () => {
    const enter = (who: Caller, user: string): Promise<number> =>
      upgradeStatus(`${app.url}/collab/${documentId}?ack=1&user=${user}`, {
        cookie: who.cookie,
        origin: app.url,
      });
    const idOf = async (who: Caller): Promise<string> =>
      ((await who.get('/me').expect(200)).body as { id: string }).id;
    const [mine, theirs] = [await idOf(writer), await idOf(reader)];
    expect(await enter(writer, mine)).toBe(101);
    expect(await enter(writer, theirs)).toBe(401);
    expect(await enter(reader, theirs)).toBe(101);
    expect(await enter(reader, mine)).toBe(401);
  });
});
