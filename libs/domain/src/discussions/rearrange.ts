import { MAX_POSTS, PostBody, PostId, type PostRange, type ThreadId } from '@kontor/contracts';
import { union } from './ranges.js';
import type { PostRecord, ThreadRecord } from './thread.js';

/** Where a post goes when threads are merged or split, and how it is called there. */
export interface Placement {
  from: ThreadId;
  id: PostId;
  /** Its number where it comes from. */
  was: number;
  /** Its id there: the same, unless the other thread has a post of that id already. */
  as: PostId;
  no: number;
  answers: number | null;
  branch: number;
}

/** What a thread becomes by taking in another. */
export type MergedFields = Pick<
  ThreadRecord,
  'posts' | 'participants' | 'lastPostAt' | 'accepted' | 'gone' | 'layout' | 'poll'
>;

export interface MergePlan {
  placements: Placement[];
  fields: MergedFields;
}

/** Both threads as one, in order of time. */
export function mergePlan(
  into: ThreadRecord,
  { id: from, poll }: Pick<ThreadRecord, 'id' | 'poll'>,
  own: readonly PostRecord[],
  others: readonly PostRecord[],
): MergePlan {
  const taken = new Set(own.map(({ id }) => id));
  // What went on in this very thread before has come home: its place is not needed.
  const coming = others.filter(({ movedTo }) => movedTo?.threadId !== into.id);
  const all = [...own, ...coming].toSorted(
    (a, b) =>
      a.createdAt.getTime() - b.createdAt.getTime() ||
      Number(a.threadId === from) - Number(b.threadId === from) ||
      a.no - b.no,
  );
  const numbers = numbersBy(all);
  const placements = all.map((post, index): Placement => {
    const isOther = post.threadId === from;
    return {
      from: post.threadId,
      id: post.id,
      was: post.no,
      as: isOther && taken.has(post.id) ? otherId(from, post.id) : post.id,
      no: index + 1,
      answers: post.answers === null ? null : (numbers(post.threadId, post.answers) ?? null),
      branch: numbers(post.threadId, post.branch) ?? index + 1,
    };
  });
  const gone = all.flatMap(({ movedTo }, index) => (movedTo === null ? [] : [oneOf(index + 1)]));
  const times = all.map(({ createdAt }) => createdAt.getTime());
  return {
    placements,
    fields: {
      posts: all.length,
      participants: [...new Set(all.map(({ authorId }) => authorId))],
      lastPostAt: new Date(Math.max(...times)),
      accepted: into.accepted === null ? null : (numbers(into.id, into.accepted) ?? null),
      gone: union(gone, [], MAX_POSTS),
      layout: into.layout + 1,
      poll: into.poll ?? poll,
    },
  };
}

/** Some posts of a thread as a thread of their own, in their order. */
export function splitPlan(posts: readonly PostRecord[]): Placement[] {
  const placements: Placement[] = [];
  const byWas = new Map<number, Placement>();
  for (const [index, post] of posts.toSorted((a, b) => a.no - b.no).entries()) {
    const no = index + 1;
    const answered = post.answers === null ? undefined : byWas.get(post.answers);
    // Answers to the first post stand on the first level, as everywhere.
    const isAnswer = answered !== undefined && answered.no !== 1;
    const placement: Placement = {
      from: post.threadId,
      id: post.id,
      was: post.no,
      as: post.id,
      no,
      answers: isAnswer ? answered.no : null,
      branch: isAnswer ? answered.branch : no,
    };
    placements.push(placement);
    byWas.set(post.no, placement);
  }
  return placements;
}

/** New numbers by the old ones, of the posts that come from one thread. */
export const numbersOf = (placements: readonly Placement[], from: ThreadId): Map<number, number> =>
  new Map(placements.flatMap((one) => (one.from === from ? [[one.was, one.no]] : [])));

/** The post in its new place. Quotes of posts that came along name their new numbers. */
export function placed(
  post: PostRecord,
  { as, no, answers, branch }: Placement,
  place: { threadId: ThreadId; seq: number; numbers: ReadonlyMap<number, number> },
): PostRecord {
  const { threadId, seq, numbers } = place;
  const moved = (body: PostBody): PostBody => PostBody.parse(renumbered(body, numbers));
  return {
    ...post,
    threadId,
    id: as,
    no,
    seq,
    answers,
    branch,
    body: moved(post.body),
    versions: post.versions.map((version) => ({ ...version, body: moved(version.body) })),
  };
}

/** What stays where a post was: its number, who and when, and the way on. */
export const placeLeft = (post: PostRecord, threadId: ThreadId, postId: PostId, seq: number): PostRecord => ({
  ...post,
  seq,
  body: { type: 'doc' },
  text: '',
  mentions: [],
  attachments: [],
  versions: [],
  editedAt: null,
  reactions: [],
  documents: [],
  movedTo: { threadId, postId },
});

/** Read numbers as they are called now; those of posts that did not come along are left out. */
export const renumberedRanges = (
  ranges: readonly PostRange[],
  numbers: ReadonlyMap<number, number>,
): PostRange[] =>
  union(
    [...numbers].flatMap(([was, no]) =>
      ranges.some(({ from, to }) => from <= was && was <= to) ? [oneOf(no)] : [],
    ),
    [],
    MAX_POSTS,
  );

const oneOf = (no: number): PostRange => ({ from: no, to: no });

function numbersBy(all: readonly PostRecord[]) {
  const numbers = new Map(all.map((post, index) => [`${post.threadId} ${post.no}`, index + 1]));
  return (threadId: ThreadId, no: number): number | undefined => numbers.get(`${threadId} ${no}`);
}

/** The same for whoever works it out. */
const otherId = (from: ThreadId, id: PostId): PostId => PostId.parse(from.slice(0, 12) + id.slice(12));

/** Walks the tree of a body, which its schema bounds. A quote of a post that stayed behind keeps its words only. */
function renumbered(node: unknown, numbers: ReadonlyMap<number, number>): unknown {
  if (Array.isArray(node)) return node.map((one) => renumbered(one, numbers));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (key === 'attrs' && 'type' in node && node.type === 'blockquote')
        return [key, quoted(value, numbers)];
      return [key, renumbered(value, numbers)];
    }),
  );
}

function quoted(attrs: unknown, numbers: ReadonlyMap<number, number>): unknown {
  if (typeof attrs !== 'object' || attrs === null || !('post' in attrs)) return attrs;
  const no = typeof attrs.post === 'number' ? (numbers.get(attrs.post) ?? null) : null;
  return { ...attrs, post: no };
}
