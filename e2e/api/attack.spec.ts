import { PracticeDocument, Problem, StoredImage } from '@kontor/contracts';
import mongoose, { type Connection } from 'mongoose';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { castOf, demo, type Cast } from '../support/cast.js';
import { expectGuarded, expectProblem, LEAK, raw } from '../support/raw-http.js';

const SOME_ID = '0123456789abcdef01234567';
describe('attacks over HTTP', () => {
  let app: TestApp;
  let db: Connection;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
    db = app.kontor.app.get<Connection>(DATABASE);
    cast = await castOf(app, 'Under attack');
  });
  afterAll(() => app.close());

  const get = (path: string, who: Caller = cast.coordinator, method = 'GET', more = '') =>
    raw(app.url, `${method} ${path} HTTP/1.1\r\nCookie: ${who.cookie}\r\nX-Kontor-Request: 1${more}`);
  const post = (path: string, type: string, body: string | Buffer, who: Caller = cast.coordinator) =>
    raw(
      app.url,
      `POST ${path} HTTP/1.1\r\nCookie: ${who.cookie}\r\nX-Kontor-Request: 1\r\nContent-Type: ${type}`,
      body,
    );

  async function draft(title = 'A draft under attack'): Promise<PracticeDocument> {
    const path = `/workspaces/${cast.workspaceId}/practice-documents`;
    return PracticeDocument.parse(
      (await cast.coordinator.post(path, { title, template: 'blank' }).expect(201)).body,
    );
  }

  describe('addresses', () => {
    it('that are nothing answer 404 as a problem, by every method', async () => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        for (const path of [
          '/api/v1/nothing',
          '/api',
          '/api/',
          '/api/v1',
          '/api/v2/me',
          '/socket.io',
          '/collab/x',
        ]) {
          const answer = await get(path, cast.coordinator, method);
          expect([method, path, answer.status]).toEqual([method, path, 404]);
          expectProblem(answer, 'not-found');
          expectGuarded(answer);
        }
      }
    });

    it('in another spelling are not the same address, and no page either', async () => {
      const spellings = [
        '/API/v1/me', '/Api/v1/me', '//api/v1/me', '/api//v1/me', '/api/v1/me/', '/api/v1/ME', '/api/v1%2fme',
        '/api%2Fv1/me', '/api/v1/me%00', '/api/v1/me;x=1', '/api/v1/./me', '/api/v1/workspaces/../me', '/api/v1/%2e%2e/me',
        `/api/v1/practice-documents/${SOME_ID.toUpperCase()}`, `/api/v1/practice-documents/${SOME_ID}%00`,
        `/api/v1/practice-documents/${'a'.repeat(300)}`, `/api/v1/files/note_${SOME_ID}`, '/HEALTHZ', '/Assets/x.js',
      ]; // prettier-ignore
      for (const path of spellings) {
        const answer = await get(path);
        expect([path, [404, 422].includes(answer.status)]).toEqual([path, true]);
        expectProblem(answer, answer.status === 404 ? 'not-found' : 'invalid-input');
      }
    });

    it('that cannot be decoded, and requests that are no HTTP, are problems too and repeat nothing', async () => {
      for (const path of [
        '/api/v1/workspaces/%zz',
        '/api/v1/workspaces/%ff',
        '/%',
        '/%c0%ae%c0%ae/etc/passwd',
      ]) {
        const answer = await get(path);
        expect(answer.status).toBe(400);
        expectProblem(answer, 'bad-request');
        expectGuarded(answer);
        expect(answer.body).not.toContain('%');
      }
      const endless = await get('/api/v1/me', cast.coordinator, 'GET', `\r\nX-Long: ${'a'.repeat(20_000)}`);
      expect(endless.status).toBe(431);
      expectProblem(endless, 'bad-request');
      const smuggled = await get('/api/v1/me', cast.coordinator, 'POST',
        '\r\nTransfer-Encoding: chunked\r\nContent-Length: 4'); // prettier-ignore
      expect(smuggled.status).toBe(400);
      expectProblem(smuggled, 'bad-request');
    });
  });

  describe('bodies', () => {
    const bad: [name: string, type: string, body: string, status: number][] = [
      ['plain text', 'text/plain', '{"name":"A name"}', 415],
      ['a form', 'application/x-www-form-urlencoded', 'name=A+name', 415],
      ['XML', 'application/xml', '<name/>', 415],
      ['no type at all', ';', '{"name":"A name"}', 415],
      ['half an object', 'application/json', '{"name":', 400],
      ['nothing', 'application/json', ' ', 400],
      ['null', 'application/json', 'null', 422],
      ['an array', 'application/json', '[{"name":"A name"}]', 422],
      ['a prototype', 'application/json', '{"name":"A name","__proto__":{"isOperator":true}}', 400],
      ['an escaped prototype', 'application/json', '{"name":"A name","\\u005f_proto__":{"isOperator":true}}', 400],
      ['a constructor', 'application/json', '{"name":"A name","constructor":{"prototype":{"x":1}}}', 400],
      ['an operator', 'application/json', '{"name":{"$gt":""}}', 422],
      ['a number beyond numbers', 'application/json', '{"name":1e400}', 422],
      ['10 000 levels', 'application/json', `{"name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 422],
      ['10 000 unknown fields', 'application/json', `{${Array.from({ length: 10_000 }, (_, i) => `"k${i}":1`).join()}}`, 422],
      ['10 MB', 'application/json', `{"name":"${'a'.repeat(10_000_000)}"}`, 413],
    ]; // prettier-ignore

    it.each(bad)(
      '[I11, I12] with %s are refused as a problem, quickly',
      async (_name, type, body, status) => {
        const started = performance.now();
        const answer = await post('/api/v1/workspaces', type, body);
        expect(answer.status).toBe(status);
        expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
        expect(answer.body).not.toMatch(LEAK);
        expect(answer.body.length).toBeLessThan(10_000);
        expect(performance.now() - started).toBeLessThan(2_000);
      },
    );

    it('[A20] name every field that nobody may set, on every writing route', async () => {
      const { id, revision } = await draft();
      const workspace = `/workspaces/${cast.workspaceId}`;
      const editor = cast.idOf('editor');
      const routes: ['post' | 'put' | 'patch', string, object][] = [
        ['patch', '/me', {}],
        ['post', '/workspaces', { name: 'Another one' }],
        ['patch', workspace, { revision: 0 }],
        ['put', `${workspace}/members/${editor}`, { role: 'editor' }],
        ['patch', `${workspace}/members/${editor}`, { role: 'editor' }],
        ['post', `${workspace}/invitations`, { email: 'someone@city.example', role: 'editor' }],
        ['post', `${workspace}/practice-documents`, { title: 'Another', template: 'blank' }],
        ['patch', `/practice-documents/${id}`, { revision, title: 'Other' }],
        ['put', `/practice-documents/${id}/sharing`, { revision, reason: 'because' }],
        ['put', `/practice-documents/${id}/visit`, { sectionId: null }],
      ];
      const forbidden = [
        '_id',
        'id',
        'ownerId',
        'isOperator',
        'publishedAt',
        'workspaceId',
        'createdBy',
        'archivedAt',
        '$set',
      ];
      let met = 0;
      for (const [method, path, body] of routes) {
        for (const field of forbidden) {
          const answer = await cast.coordinator[method](path, { ...body, [field]: SOME_ID });
          if (answer.status === 404) continue;
          met += 1;
          expect([path, field, answer.status]).toEqual([path, field, 422]);
          expect(Problem.parse(answer.body).errors?.some((fault) => fault.field === field)).toBe(true);
        }
      }
      expect(met).toBeGreaterThan(forbidden.length * 7);
    });

    it('[I12] queries carry no operators, no arrays and no unknown names', async () => {
      const lists = [
        '/workspaces',
        '/me/visits',
        '/people',
        '/organisations',
        `/workspaces/${cast.workspaceId}/practice-documents`,
      ];
      const tricks = [
        'limit[$gt]=1',
        'cursor[$ne]=x',
        'q[$regex]=.*',
        'limit=1&limit=2',
        'limit=-1',
        'limit=1e400',
        'cursor=%00',
        'cursor=eyIkbmUiOm51bGx9',
        '$where=1',
      ];
      for (const list of lists) {
        for (const trick of tricks) {
          const answer = await cast.coordinator.get(`${list}?${trick}`);
          expect([list, trick, answer.status]).toEqual([list, trick, 422]);
          expect(answer.text).not.toMatch(LEAK);
        }
      }
    });
  });

  describe('what is not readable', () => {
    it('[A11] cannot be told from what does not exist: same status, body and headers', async () => {
      const { id } = await draft();
      const compare = async (
        who: Caller,
        method: 'get' | 'patch' | 'put' | 'post' | 'delete',
        path: (id: string) => string,
      ) => {
        const shape = async (one: string) => {
          const { status, body, headers } = await who[method](path(one));
          const { date: _, ...rest } = headers as Record<string, string>;
          return {
            status,
            body: JSON.parse(JSON.stringify(body).replaceAll(one, 'ID')) as unknown,
            headers: rest,
          };
        };
        expect(await shape(id)).toEqual(await shape(SOME_ID));
      };
      for (const who of [cast.outsider, cast.member, cast.operator]) {
        await compare(who, 'get', (one) => `/practice-documents/${one}`);
        await compare(who, 'get', (one) => `/practice-documents/${one}/content`);
        await compare(who, 'patch', (one) => `/practice-documents/${one}`);
        await compare(who, 'post', (one) => `/practice-documents/${one}/archive`);
        await compare(who, 'put', (one) => `/practice-documents/${one}/visit`);
        await compare(who, 'post', (one) => `/practice-documents/${one}/files`);
        await compare(who, 'delete', (one) => `/practice-documents/${one}/sharing`);
      }
    });

    it('[A01] is not reached through another workspace: members, invitations and documents by foreign ids', async () => {
      const other = await cast.coordinator.post('/workspaces', { name: 'The other one' }).expect(201);
      const foreign = String((other.body as { id: string }).id);
      const invited = await cast.coordinator
        .post(`/workspaces/${foreign}/invitations`, { email: 'someone@city.example', role: 'editor' })
        .expect(201);
      const invitation = String((invited.body as { id: string }).id);
      const own = `/workspaces/${cast.workspaceId}`;
      await cast.coordinator.delete(`${own}/invitations/${invitation}`).expect(404);
      await cast.coordinator.post(`${own}/invitations/${invitation}/resend`).expect(404);
      await cast.coordinator
        .patch(`/workspaces/${foreign}/members/${cast.idOf('editor')}`, { role: 'member' })
        .expect(404);
      await cast.editor.get(`/workspaces/${foreign}/practice-documents`).expect(404);
      await cast.editor
        .post(`/workspaces/${foreign}/practice-documents`, { title: 'Smuggled', template: 'blank' })
        .expect(404);
    });
  });

  describe('a stored text that cannot be shown', () => {
    const content = async (id: string) => cast.coordinator.get(`/practice-documents/${id}/content`);

    it('[D11, O14] is a problem with a number for the operator, never an empty document, and no word of the store', async () => {
      const damaged = await draft();
      await db
        .collection('document_log')
        .updateMany({ documentId: damaged.id }, { $set: { checksum: 'flipped' } });
      const headless = await draft();
      await db.collection('document_heads').deleteOne({ _id: headless.id as never });
      await db.collection('document_log').insertOne({ documentId: headless.id, generation: 1, seq: 2 });
      const authorship = await cast.coordinator.get(`/practice-documents/${damaged.id}/authorship`);
      const answers = [await content(damaged.id), await content(headless.id), authorship];
      for (const { status, body, text, headers } of answers) {
        expect(status).toBe(500);
        expect(Problem.parse(body)).toMatchObject({ code: 'text-damaged' });
        expect(Problem.parse(body).traceId).toMatch(/^[0-9a-f-]{36}$/);
        expect(text).not.toMatch(LEAK);
        expect(headers['cache-control']).toContain('no-store');
      }
      // Its record and everything else stay open.
      await cast.coordinator.get(`/practice-documents/${damaged.id}`).expect(200);
      expect((await content((await draft()).id)).status).toBe(200);
      await cast.outsider.get(`/practice-documents/${damaged.id}/content`).expect(404);
    });

    it('a picture whose bytes are gone is a broken answer, never half a picture or a word of the store', async () => {
      const { id } = await draft();
      const png = Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      );
      const form = new FormData();
      form.append('file', new Blob([png]), 'x.png');
      const stored = await fetch(`${app.url}/api/v1/practice-documents/${id}/files`, {
        method: 'POST',
        headers: { cookie: cast.coordinator.cookie, 'x-kontor-request': '1' },
        body: form,
      });
      expect(stored.status).toBe(201);
      const { id: fileId } = StoredImage.parse(await stored.json());
      await db.collection('images.chunks').deleteMany({ files_id: new mongoose.Types.ObjectId(fileId) });
      const answer = await get(`/api/v1/files/${fileId}`);
      expect(answer.body).not.toMatch(LEAK);
      // The stream broke after its length was promised: every reader notices, nobody takes it for the picture.
      expect(answer.body.length).toBeLessThan(Number(answer.headers['content-length']));
    });
  });

  it('every answer carries the headers: pages, files, errors, sign-in and Socket.IO', async () => {
    const paths = [
      '/', '/api/v1/me', '/api/v1/instance', '/api/v1/nothing', '/assets/nothing.js', '/healthz', '/readyz', '/metrics',
      '/api/v1/openapi.json', '/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=4&transport=polling&sid=x', '/api/docs',
    ]; // prettier-ignore
    for (const path of paths) {
      const answer = await get(path, cast.coordinator, 'GET', `\r\nOrigin: ${app.url}`);
      expect([path, answer.status === 0]).toEqual([path, false]);
      expectGuarded(answer);
    }
    for (const path of ['/api/v1/me', '/api/v1/workspaces', '/api/v1/me/visits', '/api/v1/me/sessions']) {
      expect((await get(path)).headers['cache-control']).toBe('private, no-store');
    }
  });

  it('[S09] a Socket.IO handshake without a living session gets no connection at all', async () => {
    const handshake = '/socket.io/?EIO=4&transport=polling';
    const knock = (cookie: string) =>
      raw(
        app.url,
        `GET ${handshake} HTTP/1.1\r\nOrigin: ${app.url}${cookie === '' ? '' : `\r\nCookie: ${cookie}`}`,
      );
    expect((await knock('')).status).toBe(403);
    expect((await knock('kontor_session=made-up')).status).toBe(403);
    const who = await app.signIn(demo('editor.ghent'));
    expect((await knock(who.cookie)).status).toBe(200);
    await who.delete('/session').expect(204);
    expect((await knock(who.cookie)).status).toBe(403);
  });

  it('what people type never becomes a header of a mail or of an answer', async () => {
    const name = 'Harbour\r\nBcc: everyone@evil.example';
    await cast.coordinator.post('/workspaces', { name }).expect(422);
    await cast.coordinator.patch('/me', { name }).expect(422);
    const invitations = `/workspaces/${cast.workspaceId}/invitations`;
    for (const email of [
      'a@city.example\r\nBcc: b@evil.example',
      'a@city.example, b@evil.example',
      'Anna <a@city.example>',
      '"a b"@city.example',
      'a@city.example\0',
      'a@b@city.example',
      `${'a'.repeat(250)}@city.example`,
      'ä@city.example',
      'a@city..example',
    ])
      // prettier-ignore
      await cast.coordinator.post(invitations, { email, role: 'editor' }).expect(422);
  });

  it('[S01] spellings of one address share one limit', async () => {
    const spellings = [(n: string) => n, (n: string) => n.toUpperCase(), (n: string) => ` ${n} `];
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const email = spellings[i % 3]?.('victim@city.example') ?? '';
      statuses.push((await app.anonymous.post('/session', { email, password: 'wrong password' })).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});
