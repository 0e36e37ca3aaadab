import { randomUUID } from 'node:crypto';
import {
  AuthorRunPage,
  DocumentAuthorship,
  PracticeDocument,
  Problem,
  type TextAuthor,
} from '@kontor/contracts';
import type { DocStore } from '@kontor/collab';
import { BODY } from '@kontor/documents';
import type { Connection } from 'mongoose';
import * as Y from 'yjs';
import { DOC_STORE } from '../../apps/api/src/collab/tokens.js';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, type Cast } from '../support/cast.js';
import { Writer } from '../support/writer.js';

/** The paragraph below the title of a blank document, made by whoever comes first. */
function paragraph({ doc }: Writer): Y.XmlText {
  const section = doc.getXmlFragment(BODY).get(0) as Y.XmlElement;
  const block = section.get(1) as Y.XmlElement;
  if (block.length === 0) block.insert(0, [new Y.XmlText()]);
  return block.get(0) as Y.XmlText;
}

describe('who wrote which words, over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let document: PracticeDocument;
  const writers: Writer[] = [];

  beforeAll(async () => {
    app = await bootTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    cast = await castOf(app);
    const path = `/workspaces/${cast.workspaceId}/practice-documents`;
    const body = { title: 'Written together', template: 'blank' };
    document = PracticeDocument.parse((await cast.coordinator.post(path, body).expect(201)).body);
  });
  afterEach(() => {
    for (const writer of writers.splice(0)) writer.stop();
  });

  const at = (rest = '') => `/practice-documents/${document.id}/authorship${rest}`;
  const authorship = async (who: Caller = cast.coordinator, query = '') =>
    DocumentAuthorship.parse((await who.get(at(query)).expect(200)).body);
  const runs = async (query = '', who: Caller = cast.coordinator) =>
    AuthorRunPage.parse((await who.get(at(`/runs${query}`)).expect(200)).body);
  const store = () => app.kontor.app.get<DocStore>(DOC_STORE);

  const writer = async ({ cookie }: Caller): Promise<Writer> => {
    const made = new Writer(app.url, document.id, cookie);
    writers.push(made);
    await made.until(() => made.isComplete && made.isSynced);
    return made;
  };
  /** Two people write in one paragraph through sessions of their own; resolves when all of it is durable. */
  const writeTogether = async (): Promise<void> => {
    const [coordinator, editor] = [await writer(cast.coordinator), await writer(cast.editor)];
    paragraph(coordinator).insert(0, 'The city asks.');
    await editor.until(() => editor.doc.getXmlFragment(BODY).toString().includes('asks.'));
    paragraph(editor).insert(9, 'of Kortrijk ');
    await Promise.all([coordinator.settled(), editor.settled()]);
    for (const one of [coordinator, editor]) one.stop();
  };
  /** What each run says, with its author's name. */
  const told = ({ items, authors }: AuthorRunPage) =>
    items.map(({ author, text }) => [nameOf(authors[author]), text]);
  const nameOf = (author: TextAuthor | undefined) => {
    if (author?.origin === 'person') return author.person?.name ?? author.person?.standing;
    return author?.origin;
  };
  const COORDINATOR = 'Demo Coordinator, Tampere';
  const EDITOR = 'Demo Editor, Kortrijk';
  const TOGETHER = [
    ['template', 'Text'],
    [COORDINATOR, 'The city '],
    [EDITOR, 'of Kortrijk '],
    [COORDINATOR, 'asks.'],
  ];

  it('tells how much of each section is whose, with organisation and standing', async () => {
    await writeTogether();
    const { authors, document: whole, sections, nextCursor } = await authorship();
    expect(sections).toHaveLength(1);
    expect(sections[0]).toMatchObject({
      key: null,
      sectionId: expect.any(String),
      characters: whole.characters,
    });
    expect(nextCursor).toBeNull();
    const shares = whole.shares.map(({ author, characters, share }) => [
      nameOf(authors[author]),
      characters,
      share,
    ]);
    expect(shares).toEqual([
      [COORDINATOR, 14, expect.any(Number)],
      [EDITOR, 12, expect.any(Number)],
      ['template', whole.characters - 26, expect.any(Number)],
    ]);
    expect(whole.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 3);
    const editor = authors.find((author) => nameOf(author) === EDITOR);
    expect(editor?.person).toEqual({
      userId: cast.idOf('editor'),
      name: EDITOR,
      organisation: { id: expect.any(String), name: expect.stringContaining('Kortrijk') },
      standing: 'member',
    });
    const template = authors.find(({ origin }) => origin === 'template');
    expect(template?.person?.name).toBe(COORDINATOR);
  });

  it('tells it run by run, in pages that join, and for one section', async () => {
    await writeTogether();
    const whole = await runs();
    expect(told(whole)).toEqual(TOGETHER);
    expect(whole.items[2]).toMatchObject({ section: 0, block: 1, offset: 9, length: 12 });
    const pages: unknown[] = [];
    for (let query: string | null = '?limit=1'; query !== null;) {
      const page = await runs(query);
      pages.push(...told(page));
      query = page.nextCursor && `?limit=1&cursor=${page.nextCursor}`;
    }
    expect(pages).toEqual(TOGETHER);
    const sectionId = whole.items[0]?.sectionId ?? '';
    expect(told(await runs(`?section=${sectionId}`))).toEqual(TOGETHER);
  });

  it('survives compaction, and tells later words too', async () => {
    await writeTogether();
    // A log of more than 32 KB gives way to a snapshot when the last one has left.
    const pasting = await writer(cast.coordinator);
    paragraph(pasting).insert(0, 'x'.repeat(40_000));
    await pasting.settled();
    paragraph(pasting).delete(0, 40_000);
    await pasting.settled();
    pasting.stop();
    let stored = await store().load(document.id);
    while (stored?.snapshot == null || stored.tail.length > 0) stored = await store().load(document.id);
    expect(told(await runs())).toEqual(TOGETHER);
    const again = await writer(cast.coordinator);
    paragraph(again).insert(0, 'Again: ');
    await again.settled();
    expect(told(await runs())).toEqual([
      TOGETHER[0],
      [COORDINATOR, 'Again: The city '],
      ...TOGETHER.slice(2),
    ]);
  });

  it('shows who was removed as a former member, and of an account that is gone no more than that', async () => {
    await writeTogether();
    const editorId = cast.idOf('editor');
    const standing = async () => {
      const { authors } = await authorship();
      return authors.find(({ person }) => person?.name !== COORDINATOR)?.person;
    };
    await cast.operator.post(`/operator/people/${editorId}/disable`).expect(204);
    expect(await standing()).toMatchObject({ name: EDITOR, standing: 'disabled' });
    await cast.operator.post(`/operator/people/${editorId}/enable`).expect(204);
    expect(await standing()).toMatchObject({ name: EDITOR, standing: 'member' });

    await cast.coordinator.delete(`/workspaces/${cast.workspaceId}/members/${editorId}`).expect(204);
    expect(await standing()).toMatchObject({ userId: editorId, name: EDITOR, standing: 'former-member' });
    expect((await standing())?.organisation?.name).toContain('Kortrijk');
    expect(told(await runs())).toEqual(TOGETHER);

    const accounts = app.kontor.app.get<Connection>(DATABASE).collection<{ _id: string }>('accounts');
    const account = await accounts.findOneAndDelete({ _id: editorId });
    if (account === null) throw new Error('the editor has an account');
    const [afterwards, itsRuns] = [await authorship(), await runs()];
    await accounts.insertOne(account);
    const gone = { userId: null, name: null, organisation: null, standing: 'gone' };
    expect(afterwards.authors).toContainEqual({ origin: 'person', person: gone });
    expect(told(itsRuns)[2]).toEqual(['gone', 'of Kortrijk ']);
    const everything = JSON.stringify([afterwards, itsRuns]);
    expect(everything).not.toContain(editorId);
    expect(everything).not.toContain(EDITOR);
  });

  it('[AU-8] words that nobody owns are of an unknown author; [AU-7] sample text is called that', async () => {
    const doc = new Y.Doc();
    const stored = await store().load(document.id);
    for (const { update } of stored?.tail ?? []) Y.applyUpdate(doc, update);
    const vector = Y.encodeStateVector(doc);
    const section = doc.getXmlFragment(BODY).get(0) as Y.XmlElement;
    (section.get(1) as Y.XmlElement).insert(0, [new Y.XmlText('From nowhere.')]);
    const update = Y.encodeStateAsUpdate(doc, vector);
    doc.destroy();
    const entry = {
      entryId: randomUUID(),
      documentId: document.id,
      generation: 1,
      seq: 2,
      authors: [],
      at: 1,
      update,
    };
    expect(await store().append([entry])).toEqual([{ status: 'stored' }]);
    const { items, authors } = await runs();
    expect(authors[items[1]?.author ?? -1]).toEqual({ origin: 'unknown', person: null });
    expect(items[1]?.text).toBe('From nowhere.');

    const [home] = (
      (await cast.coordinator.get('/workspaces').expect(200)).body as {
        items: { id: string; isSample: boolean }[];
      }
    ).items.filter(({ isSample }) => isSample);
    const list = (await cast.coordinator.get(`/workspaces/${home?.id}/practice-documents`).expect(200))
      .body as { items: { id: string }[] };
    const path = `/practice-documents/${list.items[0]?.id}/authorship`;
    const sample = DocumentAuthorship.parse((await cast.coordinator.get(path).expect(200)).body);
    expect(sample.authors.map(({ origin }) => origin)).toEqual(['sample']);
    expect(sample.document.shares).toEqual([{ author: 0, characters: sample.document.characters, share: 1 }]);
  });

  it('[P-45] is told to officials of the workspace and nobody else, shared or not, in the archive too', async () => {
    const answers = async (path: string) => {
      const found: number[] = [];
      for (const who of CALLERS) found.push((await cast[who].get(path)).status);
      return found;
    };
    for (const rest of ['', '/runs']) {
      expect(await answers(at(rest))).toEqual([200, 200, 200, 404, 404, 404, 401]);
    }
    const reason = { reason: 'For comments.' };
    await cast.coordinator.put(`/practice-documents/${document.id}/sharing`, reason).expect(200);
    for (const rest of ['', '/runs']) {
      expect(await answers(at(rest))).toEqual([200, 200, 200, 403, 404, 404, 401]);
    }
    expect(Problem.parse((await cast.member.get(at()).expect(403)).body).rule).toBe('P-45');
    await cast.coordinator.post(`/practice-documents/${document.id}/archive`).expect(200);
    expect(await answers(at('/runs'))).toEqual([200, 200, 200, 403, 404, 404, 401]);
    await cast.coordinator
      .delete(`/workspaces/${cast.workspaceId}/members/${cast.idOf('editor')}`)
      .expect(204);
    await cast.editor.get(at()).expect(404);
  });

  it('names what is wrong with a question', async () => {
    const path = `/workspaces/${cast.workspaceId}/practice-documents`;
    const other = PracticeDocument.parse(
      (await cast.coordinator.post(path, { title: 'With sections' }).expect(201)).body,
    );
    const page = await cast.coordinator
      .get(`/practice-documents/${other.id}/authorship/runs?limit=1`)
      .expect(200);
    const { nextCursor } = AuthorRunPage.parse(page.body);
    expect(nextCursor).not.toBeNull();
    const wrong: [path: string, field: string][] = [
      [at('/runs?section=nowhere'), 'section'],
      [at('/runs?section[$ne]=x'), 'section[$ne]'],
      [at('/runs?limit=201'), 'limit'],
      [at('/runs?limit=0'), 'limit'],
      [at('/runs?cursor=bad'), 'cursor'],
      [at(`/runs?section=x&cursor=${nextCursor}`), 'cursor'],
      [at(`?cursor=${nextCursor}`), 'cursor'],
      [at('?limit=101'), 'limit'],
      [at('?author=me'), 'author'],
      [at(`/runs?cursor=${nextCursor}`), 'cursor'],
    ];
    for (const [question, field] of wrong) {
      const { status, body } = await cast.coordinator.get(question);
      expect([question, status, Problem.parse(body).errors?.[0]?.field]).toEqual([question, 422, field]);
    }
  });

  it('is described for those who build on it', async () => {
    const { body } = await app.anonymous.get('/api/v1/openapi.json').expect(200);
    const { paths, components } = body as { paths: object; components: { schemas: object } };
    for (const rest of ['', '/runs']) {
      expect(Object.keys(paths)).toContain(`/api/v1/practice-documents/{documentId}/authorship${rest}`);
    }
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['TextAuthor', 'DocumentAuthorship', 'AuthorRunPage']),
    );
  });
});
