import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { ActivityPage, PracticeDocument, ThreadState, type Activity } from '@kontor/contracts';
import { BODY } from '@kontor/documents';
import { ActivityKeeper } from '@kontor/domain';
import { ActivityKeeping } from '../../apps/api/src/activity/activity-keeping.js';
import type { Connection } from 'mongoose';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, type Cast } from '../support/cast.js';
import { Writer } from '../support/writer.js';

const CANARY = 'CANARY-77ac';
const hex = () => randomBytes(12).toString('hex');
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('activity over HTTP', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
  });
  afterAll(() => app.close());

  const settled = () => app.kontor.app.get(ActivityKeeping).settled();
  const stream = async (who: Caller, query = '', workspaceId = cast.workspaceId): Promise<Activity[]> => {
    await settled();
    const path = `/workspaces/${workspaceId}/activity?limit=100${query}`;
    return ActivityPage.parse((await who.get(path).expect(200)).body).items;
  };
  const newDocument = async (who: Caller, title: string) =>
    PracticeDocument.parse(
      (
        await who
          .post(`/workspaces/${cast.workspaceId}/practice-documents`, {
            title,
            docType: 'practice',
            language: 'en',
            template: 'guided',
          })
          .expect(201)
      ).body,
    );
  const ask = async (who: Caller, title: string, audience: string) =>
    ThreadState.parse(
      (
        await who
          .put(`/workspaces/${cast.workspaceId}/threads/${hex()}`, {
            postId: hex(),
            kind: 'question',
            title,
            audience,
            body: body(title),
          })
          .expect(200)
      ).body,
    ).thread;
  const reply = (who: Caller, threadId: string, postId = hex()) =>
    who.put(`/threads/${threadId}/posts/${postId}`, { body: body('Yes.'), answers: null }).expect(200);

  /** Puts words into the first paragraph of the text; resolves when they are durable. */
  const write = async ({ cookie }: Caller, documentId: string, words: string): Promise<void> => {
    const writer = new Writer(app.url, documentId, cookie);
    await writer.until(() => writer.isComplete);
    const section = writer.doc.getXmlFragment(BODY).get(0);
    if (!(section instanceof Y.XmlElement)) throw new Error('the text begins with a section');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    section.insert(section.length, [paragraph]);
    await writer.settled();
    writer.stop();
  };

  it('[P-131] is for those who have a role in the workspace', async () => {
    const path = `/workspaces/${cast.workspaceId}/activity`;
    const statuses = await Promise.all(CALLERS.map(async (who) => (await cast[who].get(path)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 404, 404, 401]);
    const own = await Promise.all(CALLERS.map(async (who) => (await cast[who].get('/me/activity')).status));
    expect(own).toEqual([200, 200, 200, 200, 200, 200, 401]);
  });

  it('tells who came, what was begun and what was said, in groups by day, thing and place', async () => {
    const thread = await ask(cast.editor, 'How do you sign?', 'community');
    await reply(cast.editor, thread.id);
    await reply(cast['decision-maker'], thread.id);
    const gone = hex();
    await reply(cast.coordinator, thread.id, gone);
    await cast.coordinator.delete(`/threads/${thread.id}/posts/${gone}`).expect(200);
    const about = (await stream(cast.member)).filter((one) => one.thread?.id === thread.id);
    expect(
      about.map(({ kind, count, place, people }) => [kind, count, place?.name, people.map((p) => p.name)]),
    ).toEqual([
      ['posted', 2, 'Kortrijk', ['Demo Editor, Kortrijk', 'Demo Decision Maker, Kortrijk']],
      ['thread-begun', 1, 'Kortrijk', ['Demo Editor, Kortrijk']],
    ]);
    const joined = (await stream(cast.member, '&show=members')).map(({ kind, count, place }) => [
      kind,
      count,
      place?.name,
    ]);
    expect(joined.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['member-joined', 1, 'Tampere'],
      ['member-joined', 1, 'Utrecht'],
      ['member-joined', 2, 'Kortrijk'],
    ]);
    const city = about[0]?.place?.cityId ?? '';
    expect(new Set((await stream(cast.member, `&cityId=${city}`)).map(({ place }) => place?.name))).toEqual(
      new Set(['Kortrijk']),
    );
    const mine = ActivityPage.parse((await cast.member.get('/me/activity?limit=100').expect(200)).body).items;
    expect(mine.map(({ id }) => id)).toEqual(expect.arrayContaining(about.map(({ id }) => id)));
    expect(new Set(mine.map(({ workspace }) => workspace.name)).size).toBeGreaterThan(1);
  });

  it('[P-31] [P-45] [P-131] tells of a text what its reader may know, at the moment of reading', async () => {
    const document = await newDocument(cast.editor, `Hidden ${CANARY}`);
    await write(cast.editor, document.id, 'A sentence of our own.');
    const ofDocument = async (who: Caller) =>
      (await stream(who, '&show=documents')).filter((one) => one.document?.id === document.id);
    const [edited, begun] = await ofDocument(cast.coordinator);
    expect(edited).toMatchObject({
      kind: 'text-edited',
      count: 1,
      place: { name: 'Kortrijk' },
      people: [{ name: 'Demo Editor, Kortrijk' }],
    });
    expect(edited?.sections).toHaveLength(1);
    expect(begun?.kind).toBe('document-started');
    expect(JSON.stringify(await stream(cast.member))).not.toContain(CANARY);

    const share = `/practice-documents/${document.id}/sharing`;
    await cast.coordinator.put(share, { reason: 'For all to read' }).expect(200);
    const shown = await ofDocument(cast.member);
    expect(shown.map(({ kind, people }) => [kind, people.length])).toEqual([
      ['text-edited', 0],
      ['document-started', 1],
    ]);
    await cast.coordinator.delete(share).expect(200);
    expect(await ofDocument(cast.member)).toEqual([]);
  });

  it('[P-70] [P-131] hides threads of officials from members, in pages and filters too', async () => {
    const thread = await ask(cast.editor, `Officials ${CANARY}`, 'workspace');
    await reply(cast.coordinator, thread.id);
    expect((await stream(cast['decision-maker'])).filter((one) => one.thread?.id === thread.id)).toHaveLength(
      2,
    );
    for (const path of [
      `/workspaces/${cast.workspaceId}/activity?limit=100`,
      `/workspaces/${cast.workspaceId}/activity?limit=100&show=threads`,
      '/me/activity?limit=100&show=threads',
    ]) {
      const answer = await cast.member.get(path).expect(200);
      expect([path, JSON.stringify(answer.body)]).toEqual([path, expect.not.stringContaining(CANARY)]);
      expect([path, JSON.stringify(answer.body)]).toEqual([path, expect.not.stringContaining(thread.id)]);
    }
  });

  it('counts nothing twice, and finds by catching up what no event told', async () => {
    const keeper = app.kontor.app.get(ActivityKeeper);
    const before = await stream(cast.coordinator);
    await keeper.catchUp();
    await keeper.catchUp();
    expect(await stream(cast.coordinator)).toEqual(before);
    // The node dies with everything noted lost: what is stored tells it again.
    const connection = app.kontor.app.get<Connection>(DATABASE);
    await connection.collection('activities').deleteMany({});
    await connection.collection('activityMarks').deleteMany({});
    await connection.collection('activityLooks').deleteMany({});
    await keeper.catchUp();
    const after = await stream(cast.coordinator);
    expect(after.map(({ id, count }) => [id, count])).toEqual(before.map(({ id, count }) => [id, count]));
  });

  it('pages without a gap or a double, and refuses a cursor of another list', async () => {
    const north = (await (await app.signIn(demo('editor.norfolk'))).get('/me/activity?limit=100').expect(200))
      .body;
    const whole = ActivityPage.parse(north).items.map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(10);
    const reader = await app.signIn(demo('editor.norfolk'));
    const paged: string[] = [];
    for (let cursor = ''; paged.length < whole.length;) {
      const answer = await reader.get(`/me/activity?limit=4${cursor && `&cursor=${cursor}`}`).expect(200);
      const page = ActivityPage.parse(answer.body);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
      if (cursor === '') break;
    }
    expect(paged.slice(0, whole.length)).toEqual(whole);
    await reader.get('/me/activity?cursor=bm90aGluZw').expect(422);
    await reader.get('/me/activity?show=secrets').expect(422);
  });
});
