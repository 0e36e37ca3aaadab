import { randomBytes } from 'node:crypto';
import { PracticeDocument, Problem, SearchAnswer, ThreadState } from '@kontor/contracts';
import { BODY } from '@kontor/documents';
import * as Y from 'yjs';
import { SearchFollower } from '../../apps/api/src/search/search-follower.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, demo, type Cast } from '../support/cast.js';
import { Writer } from '../support/writer.js';

const hex = () => randomBytes(12).toString('hex');
/** A word that stands nowhere else. */
const newWord = () => `zq${randomBytes(6).toString('hex')}`;
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('search over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  const writers: Writer[] = [];

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
    await settle();
  });
  afterAll(async () => {
    for (const writer of writers) writer.stop();
    await app.close();
  });

  const settle = () => app.kontor.app.get(SearchFollower).settle();
  const find = async (who: Caller, q: string, filter = ''): Promise<SearchAnswer> =>
    SearchAnswer.parse((await who.get(`/search?q=${encodeURIComponent(q)}${filter}`).expect(200)).body);
  const ids = async (who: Caller, q: string, filter = '') =>
    (await find(who, q, filter)).items.map(({ id }) => id);
  const total = ({ counts }: SearchAnswer) => counts.reduce((sum, { count }) => sum + count, 0);
  /** How many things each caller finds; for whoever may not ask at all, the status. */
  const seenBy = async (q: string) => {
    const seen: Record<string, number> = {};
    for (const who of CALLERS) {
      const answer = await cast[who].get(`/search?q=${encodeURIComponent(q)}`);
      if (answer.status !== 200) {
        seen[who] = answer.status;
        continue;
      }
      const found = SearchAnswer.parse(answer.body);
      // A canary: whoever finds nothing is told nothing: no title, no count, no suggestion.
      if (found.items.length === 0) {
        expect(JSON.stringify(answer.body)).not.toContain(q);
        expect(total(found)).toBe(0);
        expect(found.suggestions).toEqual([]);
      } else expect(total(found)).toBe(found.items.length);
      seen[who] = found.items.length;
    }
    return seen;
  };
  // Columns: coordinator, editor, decision-maker, member, outsider, operator, anonymous.
  const table = (...expected: number[]) => Object.fromEntries(CALLERS.map((who, n) => [who, expected[n]]));

  const inside = (rest: string) => `/workspaces/${cast.workspaceId}/${rest}`;
  const newDocument = async (given: object = {}, template = 'blank') =>
    PracticeDocument.parse(
      (
        await cast.editor
          .post(inside('practice-documents'), { title: 'Untitled', template, ...given })
          .expect(201)
      ).body,
    );
  const ask = async (given: object) => {
    const sent = { postId: hex(), kind: 'question', title: 'A question', body: body('Something'), ...given };
    return ThreadState.parse((await cast.editor.put(inside(`threads/${hex()}`), sent).expect(200)).body);
  };
  const writeInto = async ({ id }: PracticeDocument, text: string) => {
    const writer = new Writer(app.url, id, cast.editor.cookie);
    writers.push(writer);
    await writer.until(() => writer.isComplete && writer.isSynced);
    const section = writer.doc.getXmlFragment(BODY).get(0) as Y.XmlElement;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    section.push([paragraph]);
    await writer.settled();
  };

  it('[P-120] answers everybody who is signed in, and nobody else', async () => {
    const statuses: [string, number][] = [];
    for (const who of CALLERS) statuses.push([who, (await cast[who].get('/search?q=city')).status]);
    expect(Object.fromEntries(statuses)).toEqual(table(200, 200, 200, 200, 200, 200, 401));
  });

  it('[P-120] shows a draft to those who list it: by title, by text, in counts and suggestions', async () => {
    const [title, text] = [newWord(), newWord()];
    const document = await newDocument({ title: `${title} in the harbour` });
    await writeInto(document, `Before ${text} after`);
    await settle();
    const officials = table(1, 1, 1, 0, 0, 0, 401);
    expect(await seenBy(title)).toEqual(officials);
    expect(await seenBy(text)).toEqual(officials);
    expect(await seenBy(title.slice(0, 8))).toEqual(officials);
    const [hit] = (await find(cast.editor, text)).items;
    expect(hit).toMatchObject({
      kind: 'practice-document',
      id: document.id,
      workspace: { id: cast.workspaceId },
    });
    const { from, to } = hit?.passage?.marks[0] ?? { from: 0, to: 0 };
    expect(hit?.passage?.text.slice(from, to)).toBe(text);
    expect((await find(cast.editor, title.slice(0, 8))).suggestions).toEqual([title]);
  });

  it('[P-31, P-120] follows sharing and its end at once, before records follow', async () => {
    const word = newWord();
    const { id } = await newDocument({ title: word });
    const sharing = `/practice-documents/${id}/sharing`;
    await cast.coordinator.put(sharing, { reason: 'to read' }).expect(200);
    await settle();
    expect(await ids(cast.member, word)).toEqual([id]);
    await cast.coordinator.delete(sharing).expect(200);
    // Not settled: what is in the records is not what counts.
    expect(await seenBy(word)).toEqual(table(1, 1, 1, 0, 0, 0, 401));
    await settle();
    expect(await seenBy(word)).toEqual(table(1, 1, 1, 0, 0, 0, 401));
  });

  it('[P-70, P-120] shows a thread of officials to officials, one of the community to members too', async () => {
    const [officials, community, option] = [newWord(), newWord(), newWord()];
    await ask({ audience: 'workspace', title: `Officials ${officials}`, body: body(`text ${officials}`) });
    const options = ['Yes', `Only with ${option}`];
    await ask({
      audience: 'community',
      title: 'Community',
      body: body(`text ${community}`),
      poll: { options },
    });
    await settle();
    expect(await seenBy(officials)).toEqual(table(1, 1, 1, 0, 0, 0, 401));
    expect(await seenBy(community)).toEqual(table(1, 1, 1, 1, 0, 0, 401));
    expect(await seenBy(option)).toEqual(table(1, 1, 1, 1, 0, 0, 401));
    expect((await find(cast.member, option)).items).toMatchObject([{ place: null }]);
  });

  it('[P-120] does not show a post that was deleted or written over, and leads to the one that stands', async () => {
    const [deleted, before, after] = [newWord(), newWord(), newWord()];
    const state = await ask({ title: 'Posts' });
    const { thread } = state;
    const place = (id: string) => `/threads/${thread.id}/posts/${id}`;
    const [gone, edited] = [hex(), hex()];
    await cast.member.put(place(gone), { body: body(`said ${deleted}`), answers: null }).expect(200);
    await cast.member.put(place(edited), { body: body(`said ${before}`), answers: null }).expect(200);
    await settle();
    expect((await find(cast.editor, deleted)).items).toMatchObject([{ id: thread.id, place: '2' }]);
    await cast.member.delete(place(gone)).expect(200);
    await cast.member.patch(place(edited), { body: body(`said ${after}`), edits: 0 }).expect(200);
    expect(await seenBy(deleted)).toEqual(table(0, 0, 0, 0, 0, 0, 401));
    expect(await seenBy(before)).toEqual(table(0, 0, 0, 0, 0, 0, 401));
    await settle();
    expect((await find(cast.member, after)).items).toMatchObject([{ id: thread.id, place: '3' }]);
  });

  it('[P-120] shows nothing more to whoever was removed, whatever the records say', async () => {
    const word = newWord();
    const other = await castOf(app, 'A workspace that somebody leaves');
    const path = `/workspaces/${other.workspaceId}`;
    await other.editor.post(`${path}/practice-documents`, { title: word, template: 'blank' }).expect(201);
    await settle();
    expect(await ids(other['decision-maker'], word)).toHaveLength(1);
    await other.coordinator.delete(`${path}/members/${other.idOf('decision-maker')}`).expect(204);
    const answer = await find(other['decision-maker'], word);
    expect([answer.items, total(answer), answer.suggestions]).toEqual([[], 0, []]);
  });

  it('[P-18, P-70, P-120] tells whoever may not see a thing no more than of what there is not', async () => {
    const word = newWord();
    const other = await castOf(app, 'A workspace behind canaries');
    const path = `/workspaces/${other.workspaceId}`;
    const sent = { postId: hex(), kind: 'question', audience: 'workspace', tags: [word], title: word, body: body(word) };
    const thread = hex();
    await other.editor.post(`${path}/practice-documents`, { title: `Draft ${word}`, template: 'blank', language: 'lv', topics: ['identity'] }).expect(201);
    await other.editor.put(`${path}/threads/${thread}`, sent).expect(200);
    await other.coordinator.delete(`${path}/members/${other.idOf('decision-maker')}`).expect(204);
    await settle();
    expect((await find(other.editor, word)).items).toHaveLength(2);
    const hidden: Record<string, Caller> = {
      reviewer: await app.signIn(demo('reviewer')),
      'of no workspace': other.operator,
      'of other workspaces': other.outsider,
      removed: other['decision-maker'],
      'community member': other.member,
    };
    const nothing = newWord();
    const filters = ['', `&workspaceId=${other.workspaceId}`, '&kind=thread', '&kind=practice-document', '&status=draft', '&status=open', '&language=lv', '&topic=identity'];
    const tells = async (caller: Caller, q: string, filter: string): Promise<boolean> => {
      const asked = [q, q.replace(word.slice(0, 9), nothing.slice(0, 9))];
      const [answer, same] = await Promise.all(asked.map((one) => find(caller, one, filter)));
      return JSON.stringify(answer) !== JSON.stringify(same) || JSON.stringify(answer).includes(word);
    };
    const told: string[] = [];
    for (const [who, caller] of Object.entries(hidden)) {
      const questions = [word.slice(0, 9), `${word} city`, `zebra ${word}`].map((q) => [q, ''] as const);
      const all = [...questions, ...filters.map((filter) => [word, filter] as const)];
      const isTold = await Promise.all(all.map(([q, filter]) => tells(caller, q, filter)));
      if (isTold.some(Boolean)) told.push(who);
      // A workspace that one is not in answers like one that there is not.
      const [there, nowhere] = await Promise.all(
        [other.workspaceId, hex()].map((id) => find(caller, 'draft', `&workspaceId=${id}`)),
      );
      if (JSON.stringify(there) !== JSON.stringify(nowhere)) told.push(`${who}: the workspace`);
    }
    expect(told).toEqual([]);
  }); // prettier-ignore

  it('[P-121, P-130] finds people by what they tell of themselves, whom the reader sees', async () => {
    const [expertise, about] = [newWord(), newWord()];
    const told = {
      expertise: [`Knows ${expertise}`],
      about,
      languages: [{ language: 'is', level: 'native' }],
    };
    await cast.member.patch('/me/profile', told).expect(200);
    await settle();
    for (const word of [expertise, about]) {
      expect(await seenBy(word)).toEqual(table(1, 1, 1, 1, 1, 0, 401));
      expect(await ids(await app.signIn(demo('reviewer')), word)).toEqual([]);
    }
    const [hit] = (await find(cast.coordinator, expertise)).items;
    expect([hit?.kind, hit?.id]).toEqual(['person', cast.idOf('member')]);
    const byLanguage = async (typed: string) => ids(cast.editor, typed, '&kind=person');
    expect(await byLanguage('icelandic')).toContain(cast.idOf('member'));
    expect(await byLanguage('íslenska')).toContain(cast.idOf('member'));
    await cast.member.patch('/me/profile', { expertise: [], about: '', languages: [] }).expect(200);
    await settle();
    expect(await ids(cast.coordinator, expertise)).toEqual([]);
  });

  it('finds what is archived only when asked for the archive', async () => {
    const word = newWord();
    const { id } = await newDocument({ title: word });
    await cast.coordinator.post(`/practice-documents/${id}/archive`).expect(200);
    await settle();
    expect(await ids(cast.editor, word)).toEqual([]);
    expect(await ids(cast.editor, word, '&status=archived')).toEqual([id]);
    expect(await ids(cast.member, word, '&status=archived')).toEqual([]);
  });

  it('[P-18, P-121] finds people by the rule of seeing them, and nobody disabled', async () => {
    const people = async (who: Caller) => (await find(who, 'Demo', '&kind=person&limit=50')).items.length;
    const outsiderSees = await people(cast.outsider);
    expect(outsiderSees).toBeGreaterThan(5);
    const operatorSees = await find(cast.operator, 'Demo', '&kind=person&limit=50');
    expect(operatorSees.items).toHaveLength(1);
    const member = await find(cast.member, 'Demo', '&kind=person&limit=50');
    expect(member.items.length).toBeLessThanOrEqual(outsiderSees);
    const { id } = (await find(cast.coordinator, 'Reviewer', '&kind=person')).items[0] ?? { id: '' };
    expect(id).not.toBe('');
    await cast.operator.post(`/operator/people/${id}/disable`).expect(204);
    expect(await ids(cast.coordinator, 'Reviewer', '&kind=person')).toEqual([]);
    await cast.operator.post(`/operator/people/${id}/enable`).expect(204);
    await settle();
    expect(await ids(cast.coordinator, 'Reviewer', '&kind=person')).toEqual([id]);
  });

  it('indexes the demo, and finds cities by their other names, without accents, by country', async () => {
    const editor = await app.signIn(demo('editor.tampere'));
    const answer = await find(editor, 'participatory budget');
    expect(answer.items[0]?.kind).toBe('practice-document');
    expect((await find(editor, 'tammerfors tampere')).words).toMatch(/all|some/);
    const names = (await find(editor, 'gdansk', '&kind=city')).items.map(({ title }) => title.text);
    expect(names).toEqual(['Gdańsk']);
  });

  it.each([
    ['the'], ['of the and'], ['.*'], ['^(a+)+$'], ['$where'], ['{"$gt":""}'], ['"unclosed'], ['-city'], ['\\'], ['%00'],
    ['[object Object]'], ['a'.repeat(200)], ['ŁÓDŹ ŠĶĒRSONS'], ['😀'], ['العربية'], ['$$ROOT'],
  ])('has an answer to %j', async (q) => {
    const answer = await find(cast.editor, q);
    expect(answer.items.length).toBeLessThanOrEqual(20);
  }); // prettier-ignore

  it('refuses operators in place of words, and names the field', async () => {
    for (const query of [
      '?q[$ne]=x',
      '?q=a&q=b',
      '',
      '?q=',
      '?q=x&kind=mails',
      '?q=x&from=yesterday',
      '?q=x&offset=-1',
    ]) {
      const problem = Problem.parse((await cast.editor.get(`/search${query}`).expect(422)).body);
      expect(problem.code).toBe('invalid-input');
      expect(problem.errors?.length).toBeGreaterThan(0);
    }
  });

  it('pages without showing anything twice', async () => {
    const word = newWord();
    for (let n = 0; n < 5; n += 1) await newDocument({ title: `${word} ${n}` });
    await settle();
    const first = await find(cast.editor, word, '&limit=3');
    expect(first.nextOffset).toBe(3);
    const second = await find(cast.editor, word, '&limit=3&offset=3');
    expect(second.nextOffset).toBeNull();
    const all = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(all).size).toBe(5);
    expect(first.counts.find(({ kind }) => kind === 'practice-document')).toMatchObject({
      count: 5,
      isMore: false,
    });
  });
});
