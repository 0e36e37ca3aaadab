import { randomBytes } from 'node:crypto';
import { Problem, ThreadDraft, ThreadState } from '@kontor/contracts';
import type { Caller, TestApp } from '../support/boot-test-app.js';
import { castOf, type Cast } from '../support/cast.js';

const hex = () => randomBytes(12).toString('hex');
const body = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
export const draft = (text: string, given: object = {}) => ({
  revision: 0,
  postId: hex(),
  body: body(text),
  ...given,
});

interface House {
  app: () => TestApp;
  cast: () => Cast;
  /** Begins a discussion. */
  ask: (who: Caller, workspaceId: string) => Promise<ThreadState>;
}

/** What is promised of drafts; in a file of its own, in the set-up of the discussions that they belong to. */
export function draftPromises({ app, cast, ask }: House): void {
  const at = ({ thread }: ThreadState, rest = '/draft') => `/threads/${thread.id}${rest}`;
  const asked = () => ask(cast().editor, cast().workspaceId);
  const drafted = async (who: Caller, state: ThreadState) =>
    ThreadDraft.parse((await who.get(at(state)).expect(200)).body);
  const keep = async (who: Caller, state: ThreadState, given: object) =>
    ThreadDraft.parse((await who.put(at(state), draft('', given)).expect(200)).body);
  const codeOf = (answer: { body: unknown }) => Problem.parse(answer.body).code;
  const NOTHING = { revision: 0, written: null };

  it('keeps what one is writing for that person alone: no list, search, activity or notification has it', async () => {
    const { coordinator, member, workspaceId } = cast();
    const state = await asked();
    const words = `unsent${randomBytes(4).toString('hex')}`;
    const answersId = state.posts[0]?.id;
    const attachments = [{ id: hex(), name: `${words}.pdf`, type: 'pdf', bytes: 3 }];
    const kept = await keep(member, state, { body: body(`Not yet ${words}`), answersId, attachments });
    expect(kept.written).toMatchObject({ body: body(`Not yet ${words}`), answersId, attachments });
    expect(await drafted(member, state)).toEqual(kept);
    expect(await drafted(coordinator, state)).toEqual(NOTHING);
    const places = [
      at(state, ''),
      `/workspaces/${workspaceId}/threads?limit=100`,
      `/search?q=${words}`,
      '/me/activity',
      '/notifications',
    ];
    for (const who of [coordinator, member])
      for (const place of places) {
        const answer = await who.get(place).expect(200);
        expect([place, JSON.stringify(answer.body).includes('Not yet')]).toEqual([place, false]);
      }
  });

  it('never writes over words that another device kept meanwhile, and says what they are', async () => {
    const { member } = cast();
    const state = await asked();
    const one = await keep(member, state, { body: body('from the desk') });
    const two = await keep(member, state, { revision: one.revision, body: body('from the train') });
    expect(two.revision).toBeGreaterThan(one.revision);
    for (const revision of [0, one.revision]) {
      const stale = await member.put(at(state), draft('late', { revision })).expect(409);
      const { code, current } = Problem.parse(stale.body);
      expect([code, current]).toEqual(['stale-revision', two]);
      const kept = await member.delete(at(state, `/draft?revision=${revision}`)).expect(409);
      expect(codeOf(kept)).toBe('stale-revision');
    }
    await member.delete(at(state, `/draft?revision=${two.revision}`)).expect(204);
    expect(await drafted(member, state)).toEqual(NOTHING);
    const anew = await keep(member, state, { body: body('anew') });
    expect(anew.revision).toBeGreaterThan(two.revision);
  });

  it('ends a draft with the post that it becomes: sent once, and no late save brings it back', async () => {
    const { member } = cast();
    const state = await asked();
    const postId = hex();
    await keep(member, state, { postId, body: body('sent') });
    const send = (text: string) => member.put(at(state, `/posts/${postId}`), { body: body(text) });
    await send('sent').expect(200);
    expect(await drafted(member, state)).toEqual(NOTHING);
    const late = await member.put(at(state), draft('late', { postId })).expect(409);
    expect(codeOf(late)).toBe('conflict');
    // The other device sends the same draft: the same words are the same post, other words do not vanish in it.
    await send('sent').expect(200);
    expect(codeOf(await send('and more').expect(409))).toBe('conflict');
    const { posts } = ThreadState.parse((await member.get(at(state, '')).expect(200)).body);
    expect(posts).toHaveLength(2);
  });

  it('[P-70, P-74] keeps words for a thread that closed meanwhile, and lets them go with the right to read it', async () => {
    const own = await castOf(app(), 'Drafts');
    const state = await ask(own.editor, own.workspaceId);
    await own.coordinator.post(at(state, '/close'), { reason: 'done' }).expect(200);
    await keep(own.member, state, { body: body('too late to send, not to keep') });
    const { id } = (await own.member.get('/me').expect(200)).body as { id: string };
    await own.coordinator.delete(`/workspaces/${own.workspaceId}/members/${id}`).expect(204);
    expect((await own.member.get(at(state))).status).toBe(404);
    expect((await own.member.put(at(state), draft('x'))).status).toBe(404);
  });

  it('goes on with a draft in the thread that its own was merged into', async () => {
    const { coordinator, member } = cast();
    const [from, into] = [await asked(), await asked()];
    const { written } = await keep(member, from, { body: body('half a thought') });
    await coordinator.post(at(into, '/merge'), { threadId: from.thread.id }).expect(200);
    expect((await drafted(member, into)).written).toEqual(written);
    expect((await drafted(member, from)).written).toEqual(written);
  });

  it.each([
    ['no words', { body: { type: 'doc', content: [] } }, 'body'],
    ['words without end', { body: body('x'.repeat(64_000)) }, 'body'],
    ['no id', { postId: { $gt: '' } }, 'postId'],
    ['a revision that is no number', { revision: 'x' }, 'revision'],
  ])('says what to change about a draft with %s', async (_what, given, field) => {
    const answer = await cast()
      .editor.put(at(await asked()), draft('x', given))
      .expect(422);
    expect(Problem.parse(answer.body).errors?.map((fault) => fault.field)).toContain(field);
  });
}
