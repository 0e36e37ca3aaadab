import { randomBytes } from 'node:crypto';
import { PostId, ThreadId, UserId, WorkspaceId, type PostBody } from '@kontor/contracts';
import { askedPoll, splitPlan, type PostRecord, type ThreadChange, type ThreadRecord } from '@kontor/domain';
import { testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoModeration } from './moderation.adapter.js';
import { MongoReadings } from './reading.adapter.js';
import { entryModel, flaggedModel, postModel, readingModel, threadModel } from './thread.model.js';
import { MongoThreads } from './threads.adapter.js';

const hex = () => randomBytes(12).toString('hex');
const START = new Date('2026-03-01T10:00:00Z').getTime();
const at = (minute: number) => new Date(START + minute * 60_000);
const person = () => UserId.parse(hex());
const [asker, other, stranger] = [person(), person(), person()] as const;
const workspaceId = WorkspaceId.parse(hex());

const question = { question: null, choices: 1, results: 'always', closesAt: null } as const;
const votes = [{ userId: stranger, options: ['1-2'] }];
const poll = { ...askedPoll({ ...question, options: ['Yes', 'No'] }, 1, at(0)), votes };

const aThread = (given: Partial<ThreadRecord>): ThreadRecord => ({
  id: ThreadId.parse(hex()),
  workspaceId,
  seq: 1,
  wholeSeq: 1,
  layout: 0,
  gone: [],
  mergedInto: null,
  kind: 'question',
  title: 'How do you sign?',
  audience: 'community',
  tags: [],
  anchor: null,
  status: 'open',
  closedReason: null,
  accepted: null,
  pinned: false,
  poll: null,
  posts: 0,
  participants: [asker],
  cityId: null,
  createdAt: at(0),
  createdBy: asker,
  lastPostAt: at(0),
  isSample: false,
  ...given,
});

const says = (text: string, quoted?: number): PostBody => {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text }] };
  const quote = { type: 'blockquote', attrs: { post: quoted }, content: [paragraph] };
  return { type: 'doc', content: quoted === undefined ? [paragraph] : [quote, paragraph] };
};

interface Said {
  minute: number;
  by?: UserId;
  answers?: number;
  quotes?: number;
}

const postsOf = (threadId: ThreadId, said: readonly Said[]): PostRecord[] =>
  said.map(({ minute, by = asker, answers, quotes }, index) => ({
    threadId,
    id: PostId.parse(hex()),
    no: index + 1,
    seq: 1,
    answers: answers ?? null,
    branch: answers ?? index + 1,
    authorId: by,
    body: says(`said at ${minute}`, quotes),
    text: `said at ${minute}`,
    mentions: [asker, stranger],
    attachments: [],
    createdAt: at(minute),
    versions: [],
    editedAt: null,
    deletedAt: null,
    deletedBy: null,
    hidden: null,
    movedTo: null,
    reactions: [],
  }));

describe('what follows from moving, merging and splitting threads, in MongoDB', () => {
  const database = testDatabase();
  let threads: MongoThreads;
  let readings: MongoReadings;
  let moderation: MongoModeration;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    threads = new MongoThreads(database.connection);
    readings = new MongoReadings(database.connection);
    moderation = new MongoModeration(database.connection);
  });
  afterEach(() => jest.restoreAllMocks());

  const begun = async (said: readonly Said[], given: Partial<ThreadRecord> = {}) => {
    const id = ThreadId.parse(hex());
    const posts = postsOf(id, said);
    const last = said.at(-1)?.minute ?? 0;
    const thread = aThread({ id, posts: posts.length, lastPostAt: at(last), ...given });
    await threads.insert(thread, posts);
    return { thread, posts };
  };
  const read = (threadId: ThreadId, userId: UserId, ...numbers: number[]) =>
    readings.note({
      threadId,
      userId,
      workspaceId,
      layout: 0,
      read: numbers.map((no) => ({ from: no, to: no })),
    });
  const seen = async (threadId: ThreadId, userId: UserId) =>
    (await readings.of(userId, [threadId])).get(threadId) ?? null;
  const shown = async (threadId: ThreadId) =>
    (await threads.posts(threadId, 0)).map(({ no, text, answers, branch, movedTo }) => [
      no,
      movedTo === null ? text : 'elsewhere',
      answers,
      branch,
    ]);

  const models = () => {
    const { connection } = database;
    return [threadModel, postModel, readingModel, flaggedModel, entryModel].map((of) => of(connection));
  };
  const WRITES = [
    'create',
    'findOneAndUpdate',
    'replaceOne',
    'updateOne',
    'updateMany',
    'deleteOne',
    'deleteMany',
  ];
  /** The process dies at its n-th write. @returns how many writes were begun */
  const dieAt = (n: number): (() => number) => {
    let writes = 0;
    for (const model of models()) {
      for (const name of WRITES as 'updateOne'[]) {
        const write = model[name].bind(model) as (...args: unknown[]) => unknown;
        jest.spyOn(model, name).mockImplementation(((...args: unknown[]) => {
          writes += 1;
          if (writes >= n) throw new Error('the process dies here');
          return write(...args);
        }) as never);
      }
    }
    return () => writes;
  };

  /** Does it once without and then with a death at each of its writes; after each somebody reads, and all is the same. */
  async function survives<T>(
    set: () => Promise<T>,
    act: (scene: T) => Promise<unknown>,
    look: (scene: T) => Promise<unknown>,
  ) {
    const scene = await set();
    const count = dieAt(Number.POSITIVE_INFINITY);
    await act(scene);
    const writes = count();
    jest.restoreAllMocks();
    const expected = JSON.stringify(await look(scene));
    expect(writes).toBeGreaterThan(3);
    for (let n = 2; n <= writes; n += 1) {
      const again = await set();
      dieAt(n);
      await expect(act(again)).rejects.toThrow('dies here');
      jest.restoreAllMocks();
      expect([n, JSON.stringify(await look(again))]).toEqual([n, expected]);
    }
  }

  const two = async () => {
    const a = await begun([{ minute: 0 }, { minute: 20, by: other }, { minute: 30, answers: 2, quotes: 2 }], {
      accepted: 3,
      status: 'answered',
    });
    const b = await begun(
      [{ minute: 10, by: other }, { minute: 25, quotes: 1 }, { minute: 40, answers: 2 }],
      { poll },
    ); // prettier-ignore
    await read(a.thread.id, asker, 1, 3);
    await read(b.thread.id, asker, 2);
    await read(b.thread.id, other, 1, 2, 3);
    const flag = { id: 'f', userId: asker, reason: 'rude' as const, words: '', at: at(50) };
    const [first] = b.posts;
    if (first) await moderation.flag({ workspaceId, threadId: b.thread.id, postId: first.id }, flag);
    return { a, b };
  };
  const takingIn = (b: ThreadRecord): ThreadChange => ({
    touchesAll: true,
    task: { kind: 'merge', from: { id: b.id, workspaceId: b.workspaceId, audience: b.audience } },
  });
  type Two = Awaited<ReturnType<typeof two>>;
  const lookAtTwo = async ({ a, b }: Two) => {
    const thread = await threads.byId(a.thread.id);
    const gone = await threads.byId(b.thread.id);
    const quotes = (await threads.posts(a.thread.id, 0)).map(
      ({ body }) => (body['content'] as { attrs?: { post: number } }[])[0]?.attrs?.post ?? null,
    );
    const rows = await Promise.all([seen(a.thread.id, asker), seen(a.thread.id, other)]);
    return {
      thread: thread && { ...thread, id: '' },
      isGone: gone?.mergedInto === a.thread.id,
      posts: await shown(a.thread.id),
      left: await shown(b.thread.id),
      quotes,
      read: rows.map((row) => row && [row.read, row.layout]),
      flags: await Promise.all(
        b.posts.map(async ({ id }) => (await moderation.flagsOf(a.thread.id, id)).length),
      ),
      sameIds: (await threads.posts(a.thread.id, 0)).every(({ id }) =>
        [...a.posts, ...b.posts].some((post) => post.id === id),
      ),
    };
  };

  it('two threads become one in order of time: answers, quotes, the accepted post, a poll and what was read go along', async () => {
    const scene = await two();
    await threads.commit(scene.a.thread, takingIn(scene.b.thread));
    const now = await lookAtTwo(scene);
    expect(now).toMatchObject({ isGone: true, sameIds: true, flags: [1, 0, 0] });
    expect(now.thread).toMatchObject({ posts: 6, accepted: 5, layout: 1, seq: 2, wholeSeq: 2, poll });
    expect(now.posts).toEqual([
      [1, 'said at 0', null, 1],
      [2, 'said at 10', null, 2],
      [3, 'said at 20', null, 3],
      [4, 'said at 25', null, 4],
      [5, 'said at 30', 3, 3],
      [6, 'said at 40', 4, 4],
    ]);
    expect(now.quotes).toEqual([null, null, null, 2, 3, null]);
    expect(now.left.map(([, text]) => text)).toEqual(['elsewhere', 'elsewhere', 'elsewhere']);
    expect(now.read).toEqual([
      [
        [
          { from: 1, to: 1 },
          { from: 4, to: 5 },
        ],
        1,
      ],
      [
        [
          { from: 2, to: 2 },
          { from: 4, to: 4 },
          { from: 6, to: 6 },
        ],
        1,
      ],
    ]);
  });

  it('a merge whose writer dies at any of its writes is finished by whoever reads the thread', () =>
    survives(two, ({ a, b }) => threads.commit(a.thread, takingIn(b.thread)), lookAtTwo));

  it('of two threads that take in each other at once no post is lost, and at most one is gone', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { a, b } = await two();
      await Promise.all([
        threads.commit(a.thread, takingIn(b.thread)),
        threads.commit(b.thread, takingIn(a.thread)),
      ]);
      const now = await Promise.all([threads.byId(a.thread.id), threads.byId(b.thread.id)]);
      const standing = now.filter((thread) => thread?.mergedInto === null);
      const posts = await Promise.all(
        standing.map(async (thread) => (thread ? (await threads.posts(thread.id, 0)).length : 0)),
      );
      expect(posts.reduce((sum, n) => sum + n, 0)).toBe(6);
    }
  });

  it('a thread that went to another workspace meanwhile is not taken in', async () => {
    const { a, b } = await two();
    const change = takingIn(b.thread);
    await threads.commit(b.thread, { fields: { workspaceId: WorkspaceId.parse(hex()) } });
    const log = [
      {
        workspaceId,
        at: at(60),
        actorId: asker,
        act: 'threads-merged' as const,
        threadId: a.thread.id,
        threadTitle: '',
        postId: null,
        no: null,
        authorId: null,
        reason: null,
        flags: [],
      },
    ];
    expect(await threads.commit(a.thread, { ...change, log })).toMatchObject({ posts: 3, layout: 0 });
    expect(await threads.byId(b.thread.id)).toMatchObject({ mergedInto: null });
    const entries = await moderation.entries(workspaceId, { after: null, limit: 100 });
    expect(entries.filter(({ threadId }) => threadId === a.thread.id)).toEqual([]);
  });

  const long = async () => {
    const one = await begun([
      { minute: 0 },
      { minute: 5, by: other },
      { minute: 10 },
      { minute: 15, answers: 3, quotes: 3 },
      { minute: 20 },
    ]);
    await read(one.thread.id, other, 1, 4, 5);
    const [, , third, fourth] = one.posts;
    if (!third || !fourth) throw new Error('five posts');
    const placements = splitPlan([third, fourth]);
    const into = aThread({ title: 'Split off', posts: 2, createdAt: at(10), lastPostAt: at(15) });
    const change: ThreadChange = {
      fields: { gone: [{ from: 3, to: 4 }] },
      task: { kind: 'split', into, placements },
    };
    return { ...one, into, change };
  };
  type Long = Awaited<ReturnType<typeof long>>;
  const lookAtLong = async ({ thread, into }: Long) => ({
    thread: { ...(await threads.byId(thread.id)), id: '' },
    left: await shown(thread.id),
    made: { ...(await threads.byId(into.id)), id: '' },
    posts: await shown(into.id),
    read: (await seen(into.id, other))?.read,
    readLeft: (await seen(thread.id, other))?.read,
  });

  it('posts that are split off leave their places, with the way on, and are read by whoever had read them', async () => {
    const scene = await long();
    await threads.commit(scene.thread, scene.change);
    expect(await lookAtLong(scene)).toMatchObject({
      thread: { posts: 5, seq: 2, gone: [{ from: 3, to: 4 }] },
      left: [
        [1, 'said at 0', null, 1],
        [2, 'said at 5', null, 2],
        [3, 'elsewhere', null, 3],
        [4, 'elsewhere', 3, 3],
        [5, 'said at 20', null, 5],
      ],
      posts: [
        [1, 'said at 10', null, 1],
        [2, 'said at 15', null, 2],
      ],
      read: [{ from: 2, to: 2 }],
      readLeft: [
        { from: 1, to: 1 },
        { from: 4, to: 5 },
      ],
    });
    const [left] = (await threads.posts(scene.thread.id, 1)).filter(({ no }) => no === 3);
    expect(left?.movedTo).toEqual({ threadId: scene.into.id, postId: left?.id });
  });

  it('a split whose writer dies at any of its writes is finished by whoever reads the thread', () =>
    survives(long, ({ thread, change }) => threads.commit(thread, change), lookAtLong));

  it('come home, posts that were split off take their numbers by time again, once', async () => {
    const scene = await long();
    const thread = await threads.commit(scene.thread, scene.change);
    const made = await threads.byId(scene.into.id);
    if (!thread || !made) throw new Error('both are there');
    const back = await threads.commit(made, takingIn(thread));
    expect(back).toMatchObject({ posts: 5, gone: [] });
    expect((await shown(made.id)).map(([, text]) => text)).toEqual(
      [0, 5, 10, 15, 20].map((n) => `said at ${n}`),
    );
  });

  const moving = async () => {
    const one = await begun([{ minute: 0 }, { minute: 5, by: other }]);
    await read(one.thread.id, asker, 1);
    await read(one.thread.id, stranger, 1, 2);
    const there = WorkspaceId.parse(hex());
    const change: ThreadChange = {
      fields: { workspaceId: there, anchor: null },
      touchesAll: true,
      task: { kind: 'move', readers: [asker, other] },
    };
    return { ...one, there, change };
  };

  it('a thread that moves is followed and named by nobody who may not read it there, wherever its writer dies', () =>
    survives(
      moving,
      ({ thread, change }) => threads.commit(thread, change),
      async ({ thread, there }) => {
        const now = await threads.byId(thread.id);
        const own = await seen(thread.id, asker);
        const lost = await seen(thread.id, stranger);
        const posts = await threads.posts(thread.id, 0);
        expect(lost).toBeNull();
        expect(own?.workspaceId).toBe(there);
        expect(posts.map(({ mentions }) => mentions)).toEqual([[asker], [asker]]);
        return [now?.workspaceId === there, own?.read];
      },
    ));
});
