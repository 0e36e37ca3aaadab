import { randomBytes } from 'node:crypto';
import { AttachmentId, PostId, SessionId, ThreadId, UserId, WorkspaceId } from '@kontor/contracts';
import {
  Access,
  asAttachment,
  Attachments,
  AttachmentSweep,
  type AttachmentRecord,
  type Person,
  type PostRecord,
} from '@kontor/domain';
import { testDatabase } from '@kontor/testing';
import { MongoThreads } from '../discussions/threads.adapter.js';
import { ensureIndexes } from '../index.js';
import { MongoAttachments } from './attachments.adapter.js';

const hex = () => randomBytes(12).toString('hex');
const at = new Date('2026-03-01T10:00:00Z');
const later = (days: number) => new Date(at.getTime() + days * 24 * 3_600_000);
const workspaceId = WorkspaceId.parse(hex());
const [writer, stranger] = [UserId.parse(hex()), UserId.parse(hex())];
const content = Buffer.from('one;two\n');

describe('files of posts in MongoDB', () => {
  const database = testDatabase();
  let files: MongoAttachments;
  let threads: MongoThreads;

  beforeAll(async () => {
    await ensureIndexes(database.connection);
    files = new MongoAttachments(database.connection);
    threads = new MongoThreads(database.connection);
  });

  const stored = async (createdAt = at): Promise<AttachmentRecord> => {
    const file: AttachmentRecord = {
      id: AttachmentId.parse(hex()),
      workspaceId,
      type: 'csv',
      name: 'figures.csv',
      bytes: content.length,
      size: null,
      createdBy: writer,
      createdAt,
      posts: [],
    };
    await files.put(file, content);
    return file;
  };
  const aPost = () => ({ threadId: ThreadId.parse(hex()), postId: PostId.parse(hex()) });
  /** A thread whose first post shows these files. */
  const posted = async (place: ReturnType<typeof aPost>, shown: AttachmentRecord[]) => {
    const thread = {
      id: place.threadId,
      workspaceId,
      seq: 1,
      wholeSeq: 1,
      kind: 'question' as const,
      title: 'How do you sign?',
      audience: 'community' as const,
      tags: [],
      anchor: null,
      status: 'open' as const,
      closedReason: null,
      accepted: null,
      pinned: false,
      poll: null,
      layout: 0,
      gone: [],
      mergedInto: null,
      posts: 1,
      participants: [writer],
      cityId: null,
      createdAt: at,
      createdBy: writer,
      lastPostAt: at,
      isSample: false,
    };
    const post: PostRecord = {
      threadId: thread.id,
      id: place.postId,
      no: 1,
      seq: 1,
      answers: null,
      branch: 1,
      authorId: writer,
      body: { type: 'doc' },
      text: 'one',
      mentions: [],
      attachments: shown.map(asAttachment),
      createdAt: at,
      versions: [],
      editedAt: null,
      deletedAt: null,
      deletedBy: null,
      hidden: null,
      movedTo: null,
      reactions: [],
    };
    await threads.insert(thread, [post]);
  };
  const chunksOf = async () => database.connection.collection('attachments.chunks').countDocuments();
  const sweep = (now: Date) =>
    new AttachmentSweep(files, threads, { now: () => now }).run({ mayGoOn: () => true });

  it('give back what was put in', async () => {
    const file = await stored();
    expect(await files.byId(file.id)).toEqual(file);
    const read: Buffer[] = [];
    for await (const part of files.open(file.id)) read.push(Buffer.from(part));
    expect(Buffer.concat(read)).toEqual(content);
  });

  it('are named by their uploader only, once per post, and by no more than twenty posts', async () => {
    const file = await stored();
    const place = aPost();
    expect(await files.name(file.id, stranger, place, at)).toBeNull();
    expect(await files.name(file.id, writer, place, at)).toEqual({ ...file, posts: [place] });
    expect(await files.name(file.id, writer, place, at)).toEqual({ ...file, posts: [place] });
    for (let n = 1; n < 20; n += 1) expect(await files.name(file.id, writer, aPost(), at)).not.toBeNull();
    expect(await files.name(file.id, writer, aPost(), at)).toBeNull();
    expect(await files.name(file.id, writer, place, at)).not.toBeNull();
  });

  it('go thirty days after they were put in when no post shows them, with all their bytes', async () => {
    const before = await chunksOf();
    const file = await stored();
    await sweep(later(29));
    expect(await files.byId(file.id)).not.toBeNull();
    await sweep(later(31));
    expect(await files.byId(file.id)).toBeNull();
    expect(await chunksOf()).toBeLessThanOrEqual(before);
    // Given up is given up: nobody posts it any more.
    expect(await files.name(file.id, writer, aPost(), later(31))).toBeNull();
  });

  it('stay as long again when a post is sent with them, in case it is on its way', async () => {
    const file = await stored();
    await files.name(file.id, writer, aPost(), later(20));
    await sweep(later(31));
    expect(await files.byId(file.id)).not.toBeNull();
    await sweep(later(51));
    expect(await files.byId(file.id)).toBeNull();
  });

  it('stay for good when a post shows them, also when its writer died before saying so', async () => {
    const [said, unsaid] = [await stored(), await stored()];
    const place = aPost();
    for (const { id } of [said, unsaid]) await files.name(id, writer, place, at);
    await posted(place, [said, unsaid]);
    await files.keep([said.id]);
    for (const days of [31, 62, 1000]) await sweep(later(days));
    expect(await files.byId(said.id)).not.toBeNull();
    expect(await files.byId(unsaid.id)).not.toBeNull();
    expect(await files.loose(later(2000), 10)).toEqual([]);
  });

  it('never hold more than a person may have, however many are put in at once', async () => {
    const own = UserId.parse(hex());
    const person = { kind: 'person', userId: own, isOperator: false, disabled: false } as const;
    const actor: Person = {
      ...person,
      sessionId: SessionId.parse(hex()),
      name: 'Ann',
      organisationId: null,
      coordinatesSomewhere: false,
    };
    const workspace = {
      id: workspaceId,
      revision: 0,
      name: 'Workspace',
      description: '',
      programme: null,
      isSample: false,
      members: [{ userId: own, role: 'member' as const, since: at }],
      usedInvitations: [],
      createdAt: at,
      createdBy: own,
      updatedAt: at,
      archivedAt: null,
    };
    const missing = { byId: () => Promise.resolve(null) };
    const access = new Access({
      workspaces: {
        byId: () => Promise.resolve(workspace),
        standing: () => Promise.resolve({ ...workspace, role: 'member' }),
      },
      documents: missing,
      files: missing,
      attachments: files,
      invitations: missing,
      threads,
      commitments: missing,
    });
    const texts = { takes: () => false, remake: () => Promise.reject(new Error('no pictures here')) };
    const attachments = new Attachments(files, texts, access, { next: hex }, { now: () => at }, 100);
    const upload = () =>
      attachments.upload(actor, workspaceId, () =>
        Promise.resolve({ name: 'a.txt', bytes: Buffer.alloc(10, 'a') }),
      );
    const answers = await Promise.allSettled(Array.from({ length: 50 }, upload));
    const kept = answers.filter(({ status }) => status === 'fulfilled').length;
    expect(kept).toBeLessThanOrEqual(10);
    expect(await files.bytesOf(own)).toBe(kept * 10);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'too-large' });
    }
    // One after the other they fill what there is, to the last byte.
    for (let n = kept; n < 10; n += 1) await upload();
    await expect(upload()).rejects.toMatchObject({
      code: 'too-large',
      facts: { errors: [{ field: 'file', rule: 'quota' }] },
    });
    expect(await files.bytesOf(own)).toBe(100);
  });
});
