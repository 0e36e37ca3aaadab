import {
  CityPage,
  PracticeDocument,
  PracticeDocumentContent,
  PracticeDocumentPage,
  Problem,
  SECTION_KEYS,
  VisitPage,
  Workspace,
} from '@kontor/contracts';
import { DocumentTextActivity, EventBus, type DomainEvent } from '@kontor/domain';
import { EVENTS } from '../../apps/api/src/platform/tokens.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, type Cast } from '../support/cast.js';

const CANARY = 'CANARY-7f3a';

describe('practice documents over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let draft: PracticeDocument;
  let shared: PracticeDocument;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
    draft = await create(cast.coordinator, { title: `Draft ${CANARY}` });
    shared = await create(cast.editor, { title: 'Shared with members' });
    const reason = { reason: 'The community asked for it.' };
    await cast.coordinator.put(`/practice-documents/${shared.id}/sharing`, reason).expect(200);
  });
  afterAll(() => app.close());

  const inside = () => `/workspaces/${cast.workspaceId}/practice-documents`;
  const at = (document: { id: string }, rest = '') => `/practice-documents/${document.id}${rest}`;
  const create = async (who: Caller, body: object) =>
    PracticeDocument.parse((await who.post(inside(), body).expect(201)).body);
  const read = async (who: Caller, document: { id: string }) =>
    PracticeDocument.parse((await who.get(at(document)).expect(200)).body);
  const list = async (who: Caller, query = '') =>
    PracticeDocumentPage.parse((await who.get(`${inside()}?limit=100${query}`).expect(200)).body);
  const titles = async (who: Caller, query = '') => (await list(who, query)).items.map(({ title }) => title);
  const problem = (body: unknown) => Problem.parse(body);

  // Columns: coordinator, editor, decision-maker, member, outsider, operator, anonymous.
  const DRAFT: [
    method: 'get' | 'post' | 'patch' | 'put' | 'delete',
    path: string,
    body: object,
    expected: number[],
  ][] = [
    ['get', '', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['get', '/content', {}, [200, 200, 200, 404, 404, 404, 401]],
    ['patch', '', { revision: 99, title: 'Other' }, [409, 409, 403, 404, 404, 404, 401]],
    ['put', '/visit', { sectionId: 'one' }, [200, 200, 200, 404, 404, 404, 401]],
    ['put', '/sharing', {}, [422, 422, 422, 422, 422, 422, 401]],
    ['delete', '/sharing', {}, [200, 403, 403, 404, 404, 404, 401]],
    ['post', '/restore', {}, [409, 403, 403, 404, 404, 404, 401]],
  ];
  const SHARED: typeof DRAFT = [
    ['get', '', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['get', '/content', {}, [200, 200, 200, 200, 404, 404, 401]],
    ['patch', '', { revision: 99, title: 'Other' }, [409, 409, 403, 403, 404, 404, 401]],
    ['put', '/visit', { sectionId: 'one' }, [200, 200, 200, 200, 404, 404, 401]],
    ['put', '/sharing', { reason: 'again' }, [200, 403, 403, 403, 404, 404, 401]],
    ['post', '/restore', {}, [409, 409, 403, 403, 404, 404, 401]],
  ];

  const answersOf = async (method: (typeof DRAFT)[number][0], path: string, body: object) => {
    const answers: [string, number][] = [];
    for (const who of CALLERS) {
      const call =
        method === 'get' || method === 'delete' ? cast[who][method](path) : cast[who][method](path, body);
      answers.push([who, (await call).status]);
    }
    return Object.fromEntries(answers);
  };
  const table = (expected: number[]) => Object.fromEntries(CALLERS.map((who, n) => [who, expected[n]]));

  it.each(DRAFT)(
    '[P-30] a draft: %s %s is answered as the policy says, for every role',
    async (method, path, body, expected) => {
      expect(await answersOf(method, at(draft, path), body)).toEqual(table(expected));
    },
  );

  it.each(SHARED)(
    '[P-31] a shared one: %s %s is answered as the policy says, for every role',
    async (method, path, body, expected) => {
      expect(await answersOf(method, at(shared, path), body)).toEqual(table(expected));
    },
  );

  it('[P-32] are started by coordinators and editors only', async () => {
    expect(await answersOf('post', inside(), { title: 'Started' })).toEqual(
      table([201, 201, 403, 403, 404, 404, 401]),
    );
    expect(await answersOf('get', inside(), {})).toEqual(table([200, 200, 200, 200, 404, 404, 401]));
  });

  it('[P-31] leak no draft to a member: not by lists, filters, counts, visits, pages or abilities', async () => {
    const everything: string[] = [];
    const add = (answer: { body: unknown }) => everything.push(JSON.stringify(answer.body));
    for (const query of [
      '',
      '?q=draft',
      `?q=${CANARY}`,
      '?status=draft',
      '?sort=title',
      '?archived=true',
      '?limit=1',
    ]) {
      add(await cast.member.get(inside() + query).expect(200));
    }
    add(await cast.member.get('/me/visits').expect(200));
    add(await cast.member.get('/workspaces').expect(200));
    add(await cast.member.get(at(draft)).expect(404));
    expect(everything.join('\n')).not.toContain(CANARY);
    const { documentCount } = Workspace.parse(
      (await cast.member.get(`/workspaces/${cast.workspaceId}`)).body,
    );
    expect(documentCount).toBe(1);
    expect(await titles(cast.member)).toEqual(['Shared with members']);
    const seen = await read(cast.member, shared);
    expect(Object.values(seen.abilities).some(Boolean)).toBe(false);
  });

  it('[P-38, P-39] are shown to members by a coordinator with a reason, and gone for them once that ends', async () => {
    const document = await create(cast.editor, { title: 'Shown for a while' });
    const missing = await cast.coordinator.put(at(document, '/sharing'), { reason: '' }).expect(422);
    expect(problem(missing.body).errors?.[0]?.field).toBe('reason');
    await cast.member.get(at(document)).expect(404);
    await cast.coordinator.put(at(document, '/sharing'), { reason: 'For comments.' }).expect(200);
    await cast.member.put(at(document, '/visit'), {}).expect(200);
    await cast.editor.delete(at(document, '/sharing')).expect(200);
    await cast.member.get(at(document)).expect(404);
    const visits = VisitPage.parse((await cast.member.get('/me/visits').expect(200)).body);
    expect(visits.items.map((visit) => visit.document.id)).not.toContain(document.id);
  });

  it('start with the guided sections in their language, or blank', async () => {
    const contentOf = async (body: object) => {
      const document = await create(cast.editor, body);
      const { body: content } = await cast.editor.get(at(document, '/content')).expect(200);
      return PracticeDocumentContent.parse(content);
    };
    const guided = await contentOf({ title: 'Guided', language: 'de' });
    expect(guided.outline.map(({ key }) => key)).toEqual([...SECTION_KEYS]);
    expect(guided).toMatchObject({ seq: 1, storedAt: expect.any(String) });
    const english = await contentOf({ title: 'Guided' });
    expect(english.outline[1]?.title).not.toBe(guided.outline[1]?.title);
    expect((await contentOf({ title: 'Blank', template: 'blank' })).outline.map(({ key }) => key)).toEqual([
      null,
    ]);
  });

  it('belong to the author’s organisation or to one of a member; everything else names the field', async () => {
    const other = (await create(cast.coordinator, { title: 'Owner' })).owner;
    expect(other.name).not.toBe(shared.owner.name);
    const taken = await create(cast.editor, { title: 'For the lead', ownerOrganisationId: other.id });
    expect(taken.owner).toEqual(other);
    const outside = await app.signIn(demo('editor.riga'));
    const riga = (await outside.get('/me').expect(200)).body as { affiliation: { organisationId: string } };
    const city = CityPage.parse((await cast.editor.get('/cities').expect(200)).body).items[0]!;
    const wrong: [object, string][] = [
      [{ ownerOrganisationId: riga.affiliation.organisationId }, 'ownerOrganisationId'],
      [{ ownerOrganisationId: '0123456789abcdef01234567' }, 'ownerOrganisationId'],
      [{ cityIds: [city.id, '0123456789abcdef01234567'] }, 'cityIds.1'],
      [{ startDate: '2026-02-01', endDate: '2026-01-31' }, 'endDate'],
      [{ startDate: '2026-02-30' }, 'startDate'],
      [{ status: 'published' }, 'status'],
      [{ title: { $ne: '' } }, 'title'],
      [{ title: 'x'.repeat(101) }, 'title'],
      [{ topics: ['identity', 'sorcery'] }, 'topics.1'],
      [{ workspaceId: cast.workspaceId }, 'workspaceId'],
    ];
    for (const [fields, field] of wrong) {
      const { body } = await cast.editor.post(inside(), { title: 'Wrong', ...fields }).expect(422);
      expect(problem(body).errors?.[0]?.field).toBe(field);
    }
    expect(await titles(cast.coordinator, '&q=wrong')).toEqual([]);
    const without = await cast.operator.post('/workspaces', { name: 'No organisation' }).expect(201);
    const path = `/workspaces/${(without.body as { id: string }).id}/practice-documents`;
    const { body } = await cast.operator.post(path, { title: 'Whose?' }).expect(422);
    expect(problem(body).errors?.[0]).toMatchObject({ field: 'ownerOrganisationId', rule: 'required' });
  });

  it('[P-34] change hands by a coordinator or their own organisation only', async () => {
    const ownerOrganisationId = shared.owner.id;
    const document = await create(cast.coordinator, { title: 'Of the lead' });
    const { body } = await cast.editor.patch(at(document), { revision: 0, ownerOrganisationId }).expect(403);
    expect(problem(body).rule).toBe('P-33');
    await cast.editor.patch(at(document), { revision: 0, title: 'Of the lead still' }).expect(200);
    await cast.coordinator.patch(at(document), { revision: 1, ownerOrganisationId }).expect(200);
    await cast.editor.post(at(document, '/archive')).expect(200);
  });

  it('refuse a stale change and show what is there now; of ten at once one wins', async () => {
    const document = await create(cast.editor, { title: 'Contested' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? cast.editor : cast.coordinator).patch(at(document), {
          revision: 0,
          title: `Title ${n}`,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const lost = answers.find(({ status }) => status !== 200);
    const now = await read(cast.editor, document);
    expect(problem(lost?.body)).toMatchObject({
      status: 409,
      code: 'stale-revision',
      current: { title: now.title, revision: 1 },
    });
  });

  it('[P-6, P-34] go to the archive and come back as they were; in it they take no change', async () => {
    const document = await create(cast.coordinator, { title: 'For the archive' });
    const refused = await cast.editor.post(at(document, '/archive')).expect(403);
    expect(problem(refused.body).rule).toBe('P-33');
    const archived = PracticeDocument.parse(
      (await cast.coordinator.post(at(document, '/archive')).expect(200)).body,
    );
    expect(archived).toMatchObject({
      status: 'archived',
      abilities: { edit: false, restore: true, archive: false },
    });
    expect(await titles(cast.editor)).not.toContain('For the archive');
    expect(await titles(cast.editor, '&archived=true')).toContain('For the archive');
    const stopped = await cast.editor.patch(at(document), { revision: 1, title: 'No' }).expect(409);
    expect(problem(stopped.body).code).toBe('document-archived');
    const restored = PracticeDocument.parse(
      (await cast.coordinator.post(at(document, '/restore')).expect(200)).body,
    );
    expect(restored).toMatchObject({ status: 'draft', archivedAt: null, abilities: { edit: true } });
  });

  it('are listed by filters, sorts and pages that hold under equal keys, and by no foreign cursor', async () => {
    const cities = CityPage.parse((await cast.editor.get('/cities').expect(200)).body).items;
    const tartu = cities.find(({ slug }) => slug === 'tartu')!;
    for (let n = 0; n < 5; n += 1) {
      await create(cast.editor, {
        title: 'Equal tïtle',
        cityIds: [tartu.id],
        topics: ['open-data'],
        docType: 'method',
      });
    }
    for (const query of [
      '&q=EQUAL TIT',
      `&cityId=${tartu.id}`,
      '&country=EE',
      '&topic=open-data,procurement',
      '&docType=method',
    ]) {
      expect(await titles(cast.editor, query)).toEqual(Array(5).fill('Equal tïtle'));
    }
    for (const sort of ['title', 'updated', 'created']) {
      const seen = new Set<string>();
      let count = 0;
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await cast.editor
          .get(`${inside()}?limit=2&q=equal&sort=${sort}${query}`)
          .expect(200);
        const page = PracticeDocumentPage.parse(body);
        page.items.forEach(({ id }) => seen.add(id));
        count += page.items.length;
        cursor = page.nextCursor;
      }
      expect([count, seen.size]).toEqual([5, 5]);
    }
    const { nextCursor } = PracticeDocumentPage.parse(
      (await cast.editor.get(`${inside()}?limit=1&sort=title`)).body,
    );
    for (const query of [
      `sort=created&cursor=${nextCursor}`,
      'cursor=eyJ4Ijp7IiRuZSI6MX19',
      'q[$ne]=x',
      'status=secret',
      'topic[]=identity',
      'limit=x',
      'sort=owner',
    ]) {
      await cast.editor.get(`${inside()}?${query}`).expect(422);
    }
    expect(await titles(cast.editor, '&q=.*')).toEqual([]);
  });

  it('are continued where one left, newest first and each once', async () => {
    const [a, b] = [
      await create(cast.editor, { title: 'Visit A' }),
      await create(cast.editor, { title: 'Visit B' }),
    ];
    for (const [document, sectionId] of [
      [a, 'one'],
      [b, null],
      [a, 'two'],
    ] as const) {
      await cast.editor.put(at(document, '/visit'), { sectionId }).expect(200);
    }
    const first = VisitPage.parse((await cast.editor.get('/me/visits?limit=1').expect(200)).body);
    expect(first.items).toMatchObject([{ document: { id: a.id }, sectionId: 'two' }]);
    const second = VisitPage.parse(
      (await cast.editor.get(`/me/visits?limit=1&cursor=${first.nextCursor}`).expect(200)).body,
    );
    expect(second.items).toMatchObject([{ document: { id: b.id }, sectionId: null }]);
    await cast.editor.put(at(a, '/visit'), { sectionId: 'x'.repeat(65) }).expect(422);
    await cast.editor.put(at(a, '/visit'), { userId: 'x' }).expect(422);
  });

  it('announce what changed, and an archive as a change of rights', async () => {
    const heard: DomainEvent[] = [];
    const stop = app.kontor.app.get<EventBus>(EVENTS).subscribe((event) => heard.push(event));
    const document = await create(cast.editor, { title: 'Announced' });
    const { workspaceId } = document;
    const changed = { type: 'practice-document.changed', workspaceId, documentId: document.id };
    expect(heard).toEqual([changed]);
    await cast.editor.post(at(document, '/archive')).expect(200);
    expect(heard.slice(1)).toEqual([
      changed,
      { type: 'access.changed', documentIds: [document.id], workspaceId },
    ]);
    const later = new Date(Date.now() + 60_000);
    await app.kontor.app
      .get(DocumentTextActivity)
      .touched(PracticeDocument.shape.id.parse(document.id), later);
    expect(heard.at(-1)).toEqual(changed);
    stop();
    expect((await read(cast.editor, document)).textChangedAt).toBe(later.toISOString());
  });
});
