import {
  POLL_RESULTS,
  REACTIONS,
  withChanges,
  type AskPoll,
  type PostId,
  type ThreadId,
  type ThreadState,
  type WorkspaceRole,
} from '@kontor/contracts';
import { DiscussionHouse, Random, says } from '@kontor/testing';
import { KontorError } from '../kernel/kontor-error.js';
import type { StateView } from './thread-views.js';

const HISTORIES = Number(process.env['KONTOR_HISTORIES'] ?? 10_000);
const SEED = Number(process.env['KONTOR_SEED'] ?? Date.now() % 1_000_000);
const ROLES: readonly WorkspaceRole[] = ['coordinator', 'editor', 'decision-maker', 'member'];

/** What the presenter makes of a view, as far as folding looks at it. */
const stateOf = ({ posts, thread, poll, read, reading, abilities }: StateView): ThreadState =>
  JSON.parse(
    JSON.stringify({
      thread: { ...thread, reading, abilities },
      posts: posts.map(({ post, html, restoreUntil, reactions, abilities: can }) => ({
        ...post,
        restoreUntil,
        edits: post.versions.length,
        html,
        reactions,
        abilities: can,
      })),
      poll,
      read,
    }),
  ) as ThreadState;

const inSeconds = (now: number, seconds: number): string => new Date(now + seconds * 1000).toISOString();

/** Some are over after an act or two. */
const aPoll = (random: Random, now: number): AskPoll => ({
  question: null,
  options: ['yes', 'no', 'later'],
  choices: 1 + random.below(2),
  results: random.pick(POLL_RESULTS),
  closesAt: random.chance(0.5) ? null : inSeconds(now, 1 + random.below(3)),
});

/** One random act; what policy or state refuse is refused, and part of the history too. */
async function act(
  house: DiscussionHouse,
  random: Random,
  threadId: ThreadId,
  { posts: known, poll }: ThreadState,
): Promise<void> {
  const who = house.people[random.pick(ROLES)];
  const some = random.pick(known);
  const id: PostId = some.id;
  const { posts, acts, moves, polls } = house;
  const offered = poll?.options.map((option) => option.id) ?? [];
  house.now += random.below(3) * 1000;
  const what: readonly (() => Promise<unknown>)[] = [
    () => posts.write(who, threadId, house.newPostId(), { body: says('a word'), answers: random.chance(0.5) ? some.no : null, answersId: null, attachments: [] }),
    () => posts.write(who, threadId, house.newPostId(), { body: says('more'), answers: null, answersId: some.id, attachments: [] }),
    () => posts.edit(who, threadId, id, { body: says(`edit ${random.below(99)}`), edits: some.edits }),
    () => posts.delete(who, threadId, id, 'rude'),
    () => house.moderation.hide(who, threadId, id, { reason: `reason ${random.below(3)}` }),
    () => house.moderation.show(who, threadId, id, { reason: '' }),
    () => posts.restore(who, threadId, id),
    () => posts.react(who, threadId, id, { reaction: random.pick(REACTIONS), on: random.chance(0.7) }),
    () => acts.accept(who, threadId, { no: random.chance(0.3) ? null : some.no, layout: random.below(2) }),
    () => acts.describe(who, threadId, { title: `Title ${random.below(9)}` }),
    () => acts.pin(who, threadId, random.chance(0.5)),
    () => acts.close(who, threadId, { reason: 'done' }),
    () => acts.lock(who, threadId, { reason: 'heated' }),
    () => acts.reopen(who, threadId),
    () => moves.split(who, threadId, { threadId: house.newThreadId(), title: 'Other', postIds: [id], reason: '' }),
    async () => moves.merge(who, threadId, { threadId: await house.asked(random.pick(ROLES)), reason: '' }),
    () => acts.read(house.people.member, threadId, { read: [{ from: some.no, to: some.no }], layout: random.below(2) }),
    () => acts.reopen(house.people.coordinator, threadId),
    () => polls.ask(who, threadId, aPoll(random, house.now)),
    () => polls.vote(who, threadId, { options: offered.filter(() => random.chance(0.5)) }),
    () => polls.vote(who, threadId, { options: offered.slice(0, 1) }),
    () => polls.close(who, threadId),
    () => polls.reopen(who, threadId, { closesAt: random.chance(0.5) ? null : inSeconds(house.now, 2) }),
    () => polls.remove(who, threadId),
  ]; // prettier-ignore
  try {
    await random.pick(what)();
  } catch (error) {
    if (!(error instanceof KontorError)) throw error;
  }
}

describe(`a thread that is followed (KONTOR_SEED=${SEED})`, () => {
  it(`changes laid over what was known are what a fresh snapshot says, in ${HISTORIES} random histories`, async () => {
    const random = new Random(SEED);
    for (let history = 0; history < HISTORIES; history += 1) {
      const house = new DiscussionHouse();
      const asked = random.chance(0.5) ? { poll: aPoll(random, house.now) } : {};
      const threadId = await house.asked(random.pick(ROLES), asked);
      const reader = house.people[random.pick(ROLES)];
      const look = async (after: number): Promise<ThreadState> =>
        stateOf(await house.threads.state(reader, threadId, after));
      let known = await look(0);
      const late: ThreadState[] = [];
      for (let step = random.below(10); step >= 0; step -= 1) {
        await act(house, random, threadId, known);
        // Some looks are missed, some answers come late, twice or out of order.
        if (random.chance(0.4)) continue;
        const answer = await look(known.thread.seq);
        if (random.chance(0.3)) late.push(answer);
        if (random.chance(0.7)) known = withChanges(known, answer);
        if (random.chance(0.3) && late.length > 0) known = withChanges(known, random.pick(late));
      }
      known = withChanges(known, await look(known.thread.seq));
      if (JSON.stringify(known) !== JSON.stringify(await look(0))) {
        throw new Error(`history ${history} of seed ${SEED} ends in something else`);
      }
    }
  }, 300_000);
});
