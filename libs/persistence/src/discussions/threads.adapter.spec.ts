import { randomBytes } from 'node:crypto';
import { PostId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import { askedPoll, type FlagRecord, type PostRecord, type ThreadRecord } from '@kontor/domain';
import { Random, testDatabase } from '@kontor/testing';
import { ensureIndexes } from '../index.js';
import { MongoModeration } from './moderation.adapter.js';
import { MongoReadings } from './reading.adapter.js';
import { entryModel, postModel } from './thread.model.js';
import { MongoThreads } from './threads.adapter.js';

const hex = () => randomBytes(12).toString('hex');
const at = new Date('2026-03-01T10:00:00Z');
const userId = UserId.parse(hex());
const SEED = Number(process.env['KONTOR_SEED'] ?? Date.now() % 1_000_000);

const aThread = (given: Partial<ThreadRecord> = {}): ThreadRecord => ({
  id: ThreadId.parse(hex()),
  workspaceId: WorkspaceId.parse(hex()),
  seq: 1,
  wholeSeq: 1,
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
  layout: 0,
  gone: [],
  mergedInto: null,
  posts: 1,
  participants: [userId],
  cityId: null,
  createdAt: at,
  createdBy: userId,
  lastPostAt: at,
  isSample: false,
  ...given,
});

const aPost = (thread: ThreadRecord, no: number, text: string): PostRecord => ({
  threadId: thread.id,
  id: PostId.parse(hex()),
  no,
  seq: no,
  answers: null,
  branch: no,
  authorId: userId,
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
  text,
  mentions: [],
  attachments: [],
  createdAt: at,
  versions: [],
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
  hidden: null,
  movedTo: null,
  reactions: [],
});

describe(`threads in MongoDB (KONTOR_SEED=${SEED})`, () => {
  const database = testDatabase();
  let threads: MongoThreads;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    threads = new MongoThreads(database.connection);
  });
  afterEach(() => jest.restoreAllMocks());

  /** The next write of a post does not happen: the process has died, or the database went away. */
  const dieBeforePosts = () =>
    jest.spyOn(postModel(database.connection), 'replaceOne').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
  const begun = async (): Promise<ThreadRecord> => {
    const thread = aThread();
    expect(await threads.insert(thread, [aPost(thread, 1, 'one')])).toBe(true);
    return thread;
  };
  const texts = async (id: ThreadId) => (await threads.posts(id, 0)).map(({ no, text }) => [no, text]);

  it('give back what was put in, and refuse a second one under the same id', async () => {
    const thread = await begun();
    expect(await threads.byId(thread.id)).toEqual(thread);
    expect(await texts(thread.id)).toEqual([[1, 'one']]);
    expect(await threads.insert(thread, [aPost(thread, 1, 'other')])).toBe(false);
    expect(await texts(thread.id)).toEqual([[1, 'one']]);
  });

  const aPoll = () => {
    const asked = { question: null, options: ['Yes', 'No'], choices: 2, results: 'after-voting' as const };
    return askedPoll({ ...asked, closesAt: new Date(at.getTime() + 1).toISOString() }, 1, at);
  };

  it('keep a poll and every vote in it, of many that are cast at once', async () => {
    const thread = aThread({ poll: aPoll() });
    await threads.insert(thread, [aPost(thread, 1, 'one')]);
    expect(await threads.byId(thread.id)).toEqual(thread);
    const vote = async (who: UserId): Promise<void> => {
      const before = await threads.byId(thread.id);
      if (!before?.poll) throw new Error('the poll is gone');
      const votes = [...before.poll.votes, { userId: who, options: ['1-2'] }];
      if ((await threads.commit(before, { fields: { poll: { ...before.poll, votes } } })) === null)
        await vote(who);
    };
    const people = Array.from({ length: 10 }, () => UserId.parse(hex()));
    await Promise.all(people.map(vote));
    const now = await threads.byId(thread.id);
    expect(new Set(now?.poll?.votes.map(({ userId: who }) => who))).toEqual(new Set(people));
    expect(now).toMatchObject({ seq: 11, poll: { closesAt: thread.poll?.closesAt } });
  });

  it('with polls that were asked in both meanwhile do not become one', async () => {
    const [into, from] = [aThread({ poll: aPoll() }), aThread({ poll: aPoll() })];
    await threads.insert(into, [aPost(into, 1, 'one')]);
    await threads.insert(from, [aPost(from, 1, 'one')]);
    await threads.commit(into, { task: { kind: 'merge', from } });
    expect(await threads.byId(into.id)).toMatchObject({ posts: 1, poll: into.poll });
    expect(await threads.byId(from.id)).toMatchObject({ mergedInto: null, poll: from.poll });
  });

  it('show every change up to their seq, also when its writer died before the posts were in place', async () => {
    const thread = await begun();
    dieBeforePosts();
    const change = { fields: { posts: 2 }, posts: [aPost(thread, 2, 'two')] };
    await expect(threads.commit(thread, change)).rejects.toThrow('dies here');
    // Nobody has looked yet: the post is not there, but the thread carries it.
    expect(await texts(thread.id)).toEqual([[1, 'one']]);
    const found = await new MongoThreads(database.connection).byId(thread.id);
    expect(found).toMatchObject({ seq: 2, posts: 2 });
    expect(await texts(thread.id)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('begin whole or not at all when their writer dies', async () => {
    const thread = aThread();
    dieBeforePosts();
    await expect(threads.insert(thread, [aPost(thread, 1, 'one')])).rejects.toThrow('dies here');
    expect(await threads.byId(thread.id)).toEqual(thread);
    expect(await texts(thread.id)).toEqual([[1, 'one']]);
  });

  it('take one of two changes of the same state, and let the other be decided anew', async () => {
    const thread = await begun();
    const [first, second] = await Promise.all([
      threads.commit(thread, { fields: { title: 'A' } }),
      threads.commit(thread, { fields: { title: 'B' } }),
    ]);
    expect([first, second].filter((one) => one === null)).toHaveLength(1);
    expect(await threads.byId(thread.id)).toEqual(first ?? second);
  });

  it('never fall back to an older state of a post, however late somebody puts it in place', async () => {
    const thread = await begun();
    const [post] = await threads.posts(thread.id, 0);
    if (post === undefined) throw new Error('the first post is there');
    const model = postModel(database.connection);
    const write = model.replaceOne.bind(model);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const isHeld = new Promise<void>((resolve) => {
      jest.spyOn(model, 'replaceOne').mockImplementationOnce(((...args: Parameters<typeof write>) => {
        resolve();
        return held.then(() => write(...args));
      }) as unknown as typeof model.replaceOne);
    });
    // Its writer stops between the thread and the post. Somebody else reads, puts the post in place and goes on.
    const slow = threads.commit(thread, { posts: [{ ...post, text: 'two' }] });
    await isHeld;
    const second = await threads.byId(thread.id);
    expect(await texts(thread.id)).toEqual([[1, 'two']]);
    await (second && threads.commit(second, { posts: [{ ...post, text: 'three' }] }));
    release();
    expect(await slow).toMatchObject({ seq: 2 });
    expect(await texts(thread.id)).toEqual([[1, 'three']]);
    expect(await threads.byId(thread.id)).toMatchObject({ seq: 3 });
  });

  it('number a hundred changes by ten writers at once without a gap, and lose none', async () => {
    const random = new Random(SEED);
    const thread = await begun();
    const write = async (text: string): Promise<void> => {
      for (;;) {
        const before = await threads.byId(thread.id);
        if (before === null) throw new Error('the thread is gone');
        const no = before.posts + 1;
        if (await threads.commit(before, { fields: { posts: no }, posts: [aPost(thread, no, text)] })) return;
      }
    };
    const writers = Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; n < 10; n += 1) {
        await write(`${writer}.${n}`);
        if (random.chance(0.3)) await threads.byId(thread.id);
      }
    });
    await Promise.all(writers);
    const posts = await threads.posts(thread.id, 0);
    expect(posts.map(({ no }) => no)).toEqual(Array.from({ length: 101 }, (_, n) => n + 1));
    expect(new Set(posts.map(({ text }) => text)).size).toBe(101);
    expect((await threads.byId(thread.id))?.seq).toBe(101);
    expect(posts.map(({ seq }) => seq)).toEqual(posts.map(({ no }) => no));
  });

  it('do not mind the same post id in another thread', async () => {
    const [one, two] = [await begun(), aThread()];
    const [post] = await threads.posts(one.id, 0);
    if (post === undefined) throw new Error('the first post is there');
    expect(await threads.insert(two, [{ ...post, threadId: two.id, text: 'mine' }])).toBe(true);
    expect([await texts(one.id), await texts(two.id)]).toEqual([[[1, 'one']], [[1, 'mine']]]);
  });
});

describe('the moderation of threads in MongoDB', () => {
  const database = testDatabase();
  const all = { after: null, limit: 10 };
  let threads: MongoThreads;
  let moderation: MongoModeration;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    threads = new MongoThreads(database.connection);
    moderation = new MongoModeration(database.connection);
  });
  afterEach(() => jest.restoreAllMocks());

  const flagBy = (who: UserId, seconds: number, reason: FlagRecord['reason'] = 'rude'): FlagRecord => ({
    id: `${who}@${seconds}`,
    userId: who,
    reason,
    words: '',
    at: new Date(at.getTime() + seconds * 1000),
  });
  const flagged = async () => {
    const thread = aThread();
    const post = aPost(thread, 1, 'one');
    await threads.insert(thread, [post]);
    const { workspaceId, id: threadId } = thread;
    return { thread, post, place: { workspaceId, threadId, postId: post.id } };
  };
  const decide = ({ thread, post }: Awaited<ReturnType<typeof flagged>>, flags: FlagRecord[]) => ({
    workspaceId: thread.workspaceId,
    at,
    actorId: userId,
    act: 'flags-dismissed' as const,
    threadId: thread.id,
    threadTitle: thread.title,
    postId: post.id,
    no: 1,
    authorId: userId,
    reason: null,
    flags,
  });

  it('keeps one flag per person, the longest waiting post first', async () => {
    const [early, late] = [await flagged(), await flagged()];
    const place = { ...late.place, workspaceId: early.place.workspaceId };
    const people = Array.from({ length: 5 }, () => UserId.parse(hex()));
    await moderation.flag(place, flagBy(userId, 5));
    await Promise.all(people.map((who, n) => moderation.flag(early.place, flagBy(who, 1 + n / 10))));
    await Promise.all(people.map((who) => moderation.flag(early.place, flagBy(who, 9, 'spam'))));
    const queue = await moderation.flagged(early.place.workspaceId, all);
    expect(queue.map(({ postId }) => postId)).toEqual([early.post.id, late.post.id]);
    expect(queue[0]?.flags.map(({ reason }) => reason)).toEqual(Array<string>(5).fill('spam'));
    const [first] = queue;
    if (first === undefined) throw new Error('there is a first one');
    const after = { at: first.since, id: `${first.threadId}/${first.postId}` };
    const rest = await moderation.flagged(early.place.workspaceId, { after, limit: 10 });
    expect(rest.map(({ postId }) => postId)).toEqual([late.post.id]);
  });

  it('a decision whose writer died is in the log, and out of the queue, as soon as its thread is read', async () => {
    const one = await flagged();
    const decided = flagBy(userId, 1);
    await moderation.flag(one.place, decided);
    jest.spyOn(entryModel(database.connection), 'updateOne').mockImplementationOnce(() => {
      throw new Error('the process dies here');
    });
    await expect(threads.commit(one.thread, { log: [decide(one, [decided])] })).rejects.toThrow('dies here');
    // A flag that came after the decision is not decided by it.
    const later = flagBy(UserId.parse(hex()), 2);
    await moderation.flag(one.place, later);
    expect(await moderation.entries(one.thread.workspaceId, all)).toEqual([]);
    const reader = new MongoThreads(database.connection);
    expect(await reader.byId(one.thread.id)).toMatchObject({ seq: 2 });
    expect(await moderation.entries(one.thread.workspaceId, all)).toEqual([
      { id: `${one.thread.id}-2-0`, ...decide(one, [decided]) },
    ]);
    expect(await moderation.flagsOf(one.thread.id, one.post.id)).toEqual([later]);
    await reader.byId(one.thread.id);
    expect(await moderation.entries(one.thread.workspaceId, all)).toHaveLength(1);
  });
});

describe('what people have read, in MongoDB', () => {
  const database = testDatabase();
  const [threadId, workspaceId] = [ThreadId.parse(hex()), WorkspaceId.parse(hex())];

  it('adds up whatever tabs and devices tell at once, and keeps the level that was chosen', async () => {
    await ensureIndexes(database.connection);
    const readings = new MongoReadings(database.connection);
    const note = (from: number, to: number) =>
      readings.note({ userId, threadId, workspaceId, layout: 0, read: [{ from, to }] });
    await Promise.all([note(1, 3), note(7, 9), note(4, 4), note(2, 5), note(20, 2000)]);
    await readings.note({ userId, threadId, workspaceId, layout: 0, read: [], level: 'muted' });
    await note(6, 6);
    const found = (await readings.of(userId, [threadId])).get(threadId);
    expect(found).toMatchObject({
      level: 'muted',
      read: [
        { from: 1, to: 9 },
        { from: 20, to: 1000 },
      ],
    });
  });
});
