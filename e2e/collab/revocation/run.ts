import { EventsEnd } from '../../support/events-end.js';
import { SyncEnd } from '../../support/sync-end.js';
import { inTime } from '../../support/waiting.js';
import { Writer } from '../../support/writer.js';
import type { Cause, Devices } from './causes.js';
import { both, close, connect, TRANSPORTS, type Ends } from './ends.js';
import type { Place, Scene } from './scene.js';

/** Written only when the right is gone. */
const LATER = ' written afterwards ';
/** What the person tries to write when the right is gone. */
const OWN = ' written without the right ';
/** Somebody types all the time, so that something is always on its way to whoever is about to be cut. */
const TYPING_MS = 50;

/** From the call that takes the right away to the moment when a connection is cut or told. */
export interface Measured {
  /** Which kind of connection, over which transport. */
  cell: string;
  ms: number;
}

interface Stage {
  cause: Cause;
  scene: Scene;
  losing: Ends;
  staying: { place: Place; ends: Ends }[];
  /** The coordinator, here and elsewhere. */
  writers: [Writer, Writer];
}

/** Takes a right away from somebody with four live connections, and looks at what they and others get from then on. */
export async function loseARight(cause: Cause, scene: Scene): Promise<Measured[]> {
  const { app, person, coordinator, here, elsewhere } = scene;
  const devices: Devices = {
    other: await scene.anotherDevice(),
    prepared: (await cause.prepare?.(scene)) ?? '',
  };
  const watched = [here.workspaceId, elsewhere.workspaceId];
  const enter = (who: typeof person, place: Place): Promise<Ends> => connect(app.url, who, place, watched);
  const staying = cause
    .staying(scene, devices)
    .map(async ({ who, place }) => ({ place, ends: await enter(who, place) }));
  const write = ({ documentId }: Place): Writer => new Writer(app.url, documentId, coordinator.cookie);
  const stage: Stage = {
    cause,
    scene,
    losing: await enter(person, here),
    staying: await Promise.all(staying),
    writers: [write(here), write(elsewhere)],
  };
  const typing = setInterval(() => stage.writers.forEach((one) => type(one, '.')), TYPING_MS);
  try {
    await Promise.all([...stage.losing.texts, ...stage.staying.flatMap(({ ends }) => ends.texts)].map(reads));
    const measured = await strike(stage, devices);
    clearInterval(typing);
    await goOn(stage);
    await seeWhatCame(stage);
    await seeTheDoor(stage);
    return measured;
  } finally {
    clearInterval(typing);
    stage.writers.forEach((one) => one.stop());
    close([stage.losing, ...stage.staying.map(({ ends }) => ends)]);
  }
}

const type = ({ doc }: Writer, words: string): void => doc.getText('faults').insert(0, words);
const reads = (text: SyncEnd): Promise<void> => text.until(() => text.text() !== '');

/** Takes the right away and measures, from the moment of asking on. */
async function strike({ cause, scene, losing }: Stage, devices: Devices): Promise<Measured[]> {
  losing.events.forEach((end) => end.forget());
  const cutAt = (end: SyncEnd | EventsEnd): number | null => end.cut?.at ?? null;
  const feltAt = (end: SyncEnd | EventsEnd): number | null =>
    end instanceof EventsEnd && cause.events === 'told' ? end.toldAt : cutAt(end);
  const started = performance.now();
  await cause.act(scene, devices);
  await Promise.all(both(losing).map((end) => end.until(() => feltAt(end) !== null)));
  return both(losing).map((end) => ({
    cell: `${end.kind} over ${end.transport}`,
    ms: (feltAt(end) ?? Infinity) - started,
  }));
}

/** Others write and rename, here as far as anybody may, and elsewhere. Whoever stays gets it, over all connections. */
async function goOn({ cause, scene, staying, writers }: Stage): Promise<void> {
  const { coordinator, here, elsewhere } = scene;
  writers.forEach((one) => type(one, LATER));
  await inTime(writers[1].settled());
  if (cause.isOpen) await inTime(writers[0].settled());
  else await inTime(writers[0].until(() => writers[0].refusals.includes('read-only')));
  for (const { documentId } of cause.isOpen ? [here, elsewhere] : [elsewhere]) {
    const path = `/practice-documents/${documentId}`;
    const { revision } = (await coordinator.get(path).expect(200)).body as { revision: number };
    await coordinator.patch(path, { revision, title: 'Renamed afterwards' }).expect(200);
  }
  for (const { place, ends } of staying) {
    await Promise.all(ends.texts.map((end) => end.until(() => end.text().includes(LATER))));
    await Promise.all(ends.events.map((end) => end.until(() => names(end, place.documentId))));
    for (const end of both(ends)) expect(end.cut).toBeNull();
  }
}

const names = ({ heard }: EventsEnd, id: string): boolean =>
  heard.some(({ event, payload }) => event === 'practice-document:changed' && payload['documentId'] === id);

/** What came over the connections of whoever lost the right. */
async function seeWhatCame({ cause, scene, losing }: Stage): Promise<void> {
  const { here, elsewhere } = scene;
  for (const end of losing.texts) {
    expect(end.cut?.code).toBe(cause.code);
    expect(end.text()).not.toContain(LATER);
  }
  for (const end of losing.events) {
    if (cause.events === 'ended') {
      expect(end.heard.map(({ event }) => event)).toContain('session:ended');
      expect(end.heardSince).toEqual([]);
      continue;
    }
    expect(end.cut).toBeNull();
    // What others do elsewhere still reaches them, and with that whatever would have come before it.
    await end.until(() => names(end, elsewhere.documentId));
    expect((await end.watch(elsewhere.workspaceId)).ok).toBe(true);
    expect((await end.watch(here.workspaceId)).ok).toBe(cause.isRemoved !== true);
    const about = end.heardSince
      .filter(({ event }) => event !== 'access:changed')
      .map(({ payload }) => payload);
    // The renaming, to those who may still read; the act itself, where it is one on the document.
    if (cause.then === 'read' && cause.isOpen) expect(names(end, here.documentId)).toBe(true);
    if (cause.then === 'nothing')
      expect(about.filter(({ documentId }) => documentId === here.documentId)).toEqual([]);
    if (cause.isRemoved === true)
      expect(about.filter(({ workspaceId }) => workspaceId === here.workspaceId)).toEqual([]);
  }
  for (const end of both(losing)) expect(end.receivedAfterCut).toBe(0);
}

/** What the door says to whoever lost the right and comes back, and to one who did not. */
async function seeTheDoor({ cause, scene }: Stage): Promise<void> {
  const { app, person, coordinator, here } = scene;
  const address = { url: app.url, cookie: person.cookie };
  for (const transport of TRANSPORTS) {
    const [text, events] = [
      new SyncEnd(transport, address, here.documentId),
      new EventsEnd(transport, address),
    ];
    const witness = new SyncEnd(transport, { url: app.url, cookie: coordinator.cookie }, here.documentId);
    try {
      await Promise.all([text.entered(), events.watching([]), witness.entered()]);
      expect(witness.cut).toBeNull();
      expect(events.cut === null).toBe(cause.then !== 'signed out');
      if (cause.then === 'read') {
        expect(text.text().includes(LATER)).toBe(cause.isOpen);
        text.doc.getText('faults').insert(0, OWN);
        await text.until(() => text.refusals.includes('read-only'));
        // Asked after the refusal: what was refused is in nobody's text.
        const after = await new SyncEnd(
          transport,
          { url: app.url, cookie: coordinator.cookie },
          here.documentId,
        ).entered();
        expect(after.text()).not.toContain(OWN);
        after.close();
      } else expect(text.cut?.code).toBe(REFUSALS[cause.then][transport]);
    } finally {
      [text, events, witness].forEach((end) => end.close());
    }
  }
}

/** How the door refuses: in HTTP's words before a WebSocket, in Socket.IO's over polling. */
const REFUSALS = {
  'signed out': { websocket: 401, polling: 'xhr poll error' },
  nothing: { websocket: 404, polling: 'not-found' },
} as const;
