import {
  Community,
  Learning,
  Member,
  MemberPage,
  PracticeDocument,
  PracticeDocumentContent,
  Problem,
} from '@kontor/contracts';
import { randomBytes } from 'node:crypto';
import { ActivityKeeping } from '../../apps/api/src/activity/activity-keeping.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, type Cast } from '../support/cast.js';

const hex = () => randomBytes(12).toString('hex');

describe('the community of a workspace over HTTP', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    cast = await castOf(app);
  });

  const at = (rest = '') => `/workspaces/${cast.workspaceId}/community${rest}`;
  const read = async (who: Caller) => Community.parse((await who.get(at()).expect(200)).body);
  const statuses = (ask: (who: Caller) => Promise<{ status: number }>) =>
    Promise.all(CALLERS.map(async (who) => (await ask(cast[who])).status));

  it('[P-132] is read by everybody with a role, kept by coordinators', async () => {
    expect(await statuses(async (who) => who.get(at()))).toEqual([200, 200, 200, 200, 404, 404, 401]);
    const userId = cast.idOf('editor');
    expect(await statuses(async (who) => who.put(at('/facilitator'), { userId }))).toEqual([
      200, 403, 403, 403, 404, 404, 401,
    ]);
    expect(await statuses(async (who) => who.post(at('/charter'), { language: 'en' }))).toEqual([
      200, 403, 403, 403, 404, 404, 401,
    ]);
    expect((await read(cast.coordinator)).abilities).toEqual({
      beginCharter: false,
      chooseCharter: true,
      nameFacilitator: true,
    });
    expect((await read(cast.member)).abilities).toEqual({
      beginCharter: false,
      chooseCharter: false,
      nameFacilitator: false,
    });
  });

  it('has one charter, a text of six questions that all members read and officials write in', async () => {
    expect((await read(cast.member)).charter).toBeNull();
    const begun = await Promise.all(
      [1, 2].map(
        async () =>
          (await cast.coordinator.post(at('/charter'), { language: 'de' }).expect(200)).body as unknown,
      ),
    );
    const [one, two] = begun.map((body) => Community.parse(body).charter);
    expect(one?.id).toBe(two?.id);
    expect(one?.title).toBe('Charta: A workspace of its own');
    const path = `/practice-documents/${(await read(cast.member)).charter?.id}`;
    const content = PracticeDocumentContent.parse(
      (await cast.member.get(`${path}/content`).expect(200)).body,
    );
    expect(content.outline.map(({ title }) => title)).toEqual([
      'Wozu es uns gibt',
      'Wer dazugehört',
      'Was wir voneinander erwarten',
      'Wie wir entscheiden',
      'Wann und wie wir uns treffen',
      'Woran wir merken, dass es gelingt',
    ]);
    const seen = async (who: Caller) => PracticeDocument.parse((await who.get(path).expect(200)).body);
    expect((await seen(cast.editor)).abilities.edit).toBe(true);
    expect((await seen(cast.member)).abilities.edit).toBe(false);
    // Who may no longer read it is not told that there is one, nor offered to begin another.
    await cast.coordinator.delete(`${path}/sharing`).expect(200);
    expect((await read(cast.member)).charter).toBeNull();
    expect((await read(cast.coordinator)).charter?.id).toBe(one?.id);
  });

  it('has a facilitator of its own, who is no longer shown after leaving', async () => {
    const refused = await cast.coordinator.put(at('/facilitator'), { userId: hex() }).expect(422);
    expect(Problem.parse(refused.body).errors?.[0]?.field).toBe('userId');
    await cast.coordinator.put(at('/facilitator'), { userId: cast.idOf('member') }).expect(200);
    expect((await read(cast.editor)).facilitator?.name).toBe('Demo Member, Utrecht');
    await cast.member.post(`/workspaces/${cast.workspaceId}/leave`).expect(204);
    expect((await read(cast.editor)).facilitator).toBeNull();
    const members = MemberPage.parse((await cast.editor.get(`/workspaces/${cast.workspaceId}/members`)).body);
    expect(members.items.map((member: Member) => member.name)).not.toContain('Demo Member, Utrecht');
  });

  it('[P-70] [P-132] shows who is where and how it grows, of posts only those that the reader could read', async () => {
    const say = (audience: string) =>
      cast.editor
        .put(`/workspaces/${cast.workspaceId}/threads/${hex()}`, {
          postId: hex(),
          kind: 'idea',
          title: 'An idea',
          audience,
          body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Yes.' }] }] },
        })
        .expect(200);
    await say('workspace');
    await say('community');
    await app.kontor.app.get(ActivityKeeping).settled();
    const community = await read(cast['decision-maker']);
    expect(community.places.map(({ name, people }) => [name, people.length])).toEqual([
      ['Kortrijk', 2],
      ['Tampere', 1],
      ['Utrecht', 1],
    ]);
    expect(JSON.stringify(community)).not.toContain('@');
    expect(community.growth).toHaveLength(12);
    expect(community.growth.at(-1)).toMatchObject({ members: 4, posts: 2 });
    expect(community.growth.at(-2)).toMatchObject({ members: 0, posts: 0 });
    expect((await read(cast.member)).growth.at(-1)).toMatchObject({ members: 4, posts: 1 });
  });

  it('[P-132] takes a document of the workspace as its charter, and gives it back', async () => {
    expect(await statuses(async (who) => who.put(at('/charter'), { documentId: null }))).toEqual([
      200, 403, 403, 403, 404, 404, 401,
    ]);
    const create = async (title: string) => {
      const made = await cast.editor.post(`/workspaces/${cast.workspaceId}/practice-documents`, { title });
      return PracticeDocument.parse(made.body).id;
    };
    const documentId = await create('What we agreed on');
    const choose = (id: string | null) => cast.coordinator.put(at('/charter'), { documentId: id });
    const chosen = { id: documentId, title: 'What we agreed on', sharedWithMembers: false };
    expect(Community.parse((await choose(documentId).expect(200)).body).charter).toEqual(chosen);
    expect((await read(cast.editor)).charter).toEqual(chosen);
    // Choosing shows it to nobody who could not read it before.
    expect((await read(cast.member)).charter).toBeNull();
    await cast.coordinator
      .put(`/practice-documents/${documentId}/sharing`, { reason: 'It is for all of us.' })
      .expect(200);
    expect((await read(cast.member)).charter?.id).toBe(documentId);
    const archived = await create('Long ago');
    await cast.coordinator.post(`/practice-documents/${archived}/archive`).expect(200);
    const elsewhere = await castOf(app, 'Elsewhere');
    const foreign = await elsewhere.editor
      .post(`/workspaces/${elsewhere.workspaceId}/practice-documents`, { title: 'Theirs' })
      .expect(201);
    for (const id of [archived, PracticeDocument.parse(foreign.body).id, hex()]) {
      const refused = await choose(id).expect(422);
      expect(Problem.parse(refused.body).errors?.[0]?.field).toBe('documentId');
    }
    expect(Community.parse((await choose(null).expect(200)).body).charter).toBeNull();
  });

  it('[P-133, LE-1 to LE-6] lets everybody say what they know and want to learn, and shows whom they fit', async () => {
    const learning = async (who: Caller) => Learning.parse((await who.get(at('/offers')).expect(200)).body);
    expect(await statuses(async (who) => who.get(at('/offers')))).toEqual([
      200, 200, 200, 200, 404, 404, 401,
    ]);
    const say = (who: Caller, topic: string, given: object) =>
      who.put(at(`/offers/${topic}`), { direction: 'mentor', maturity: 4, ...given });
    expect(await statuses(async (who) => say(who, 'identity', {}))).toEqual([
      200, 200, 200, 200, 404, 404, 401,
    ]);
    expect(await statuses(async (who) => who.delete(at('/offers/identity')))).toEqual([
      200, 200, 200, 200, 404, 404, 401,
    ]);
    await say(cast.editor, 'procurement', { note: 'Ask me about contracts.' }).expect(200);
    await say(cast['decision-maker'], 'procurement', { direction: 'learner', maturity: 1 }).expect(200);
    await say(cast.member, 'procurement', { maturity: 0 }).expect(200);
    // Said anew it is one word, and the last one counts.
    await say(cast.member, 'procurement', {
      direction: 'learner',
      maturity: 0,
      note: 'Where to begin?',
    }).expect(200);
    const seen = await learning(cast.member);
    expect(seen.offers.map(({ person, direction, isMine }) => [person.name, direction, isMine])).toEqual([
      ['Demo Editor, Kortrijk', 'mentor', false],
      ['Demo Decision Maker, Kortrijk', 'learner', false],
      ['Demo Member, Utrecht', 'learner', true],
    ]);
    // Two of Kortrijk do not need us; the member of Utrecht learns from Kortrijk.
    const fits = seen.mine.map(({ mentor, learner, languages }) => [mentor.name, learner.name, languages]);
    expect(fits).toEqual([['Demo Editor, Kortrijk', 'Demo Member, Utrecht', ['nl', 'en']]]);
    expect(seen.all).toBeNull();
    expect((await learning(cast['decision-maker'])).mine).toEqual([]);
    expect((await learning(cast.coordinator)).all).toHaveLength(1);
    await cast.coordinator.put(at('/facilitator'), { userId: cast.idOf('editor') }).expect(200);
    expect((await learning(cast.editor)).all).toHaveLength(1);
    for (const [topic, given, field] of [
      ['procurement', { maturity: 6 }, 'maturity'],
      ['procurement', { direction: 'both' }, 'direction'],
      ['procurement', { note: 'x'.repeat(501) }, 'note'],
      ['procurement', { userId: cast.idOf('editor') }, 'userId'],
    ] as const) {
      const refused = Problem.parse((await say(cast.member, topic, given).expect(422)).body);
      expect(refused.errors?.map((fault) => fault.field)).toContain(field);
    }
    // Whoever leaves is no longer shown, and an archive takes nothing new.
    await cast.member.post(`/workspaces/${cast.workspaceId}/leave`).expect(204);
    expect((await learning(cast.editor)).offers).toHaveLength(2);
    await cast.coordinator.post(`/workspaces/${cast.workspaceId}/archive`).expect(200);
    expect((await say(cast.editor, 'procurement', {})).status).toBe(409);
    expect((await learning(cast.editor)).abilities.offer).toBe(false);
  });
});
