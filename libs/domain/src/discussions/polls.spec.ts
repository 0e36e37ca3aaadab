import type { AskPoll, Poll, ThreadId, WorkspaceRole } from '@kontor/contracts';
import { DiscussionHouse } from '@kontor/testing';

const HOUR_MS = 3_600_000;

describe('a poll in a thread', () => {
  let house: DiscussionHouse;
  beforeEach(() => {
    house = new DiscussionHouse();
  });

  const poll = (given: Partial<AskPoll> = {}): AskPoll => ({
    question: 'When do we meet?',
    options: ['Monday', 'Tuesday', 'Wednesday'],
    choices: 1,
    results: 'always',
    closesAt: null,
    ...given,
  });
  const inAnHour = () => new Date(house.now + HOUR_MS).toISOString();
  const asked = (given: Partial<AskPoll> = {}, by: WorkspaceRole = 'editor') =>
    house.asked(by, { poll: poll(given) });
  const seenBy = async (who: WorkspaceRole, threadId: ThreadId): Promise<Poll> => {
    const { poll: seen } = await house.threads.state(house.people[who], threadId, 0);
    if (seen === null) throw new Error('the thread has no poll');
    return seen;
  };
  const vote = async (who: WorkspaceRole, threadId: ThreadId, ...texts: string[]) => {
    const { options } = await seenBy(who, threadId);
    const chosen = options.filter(({ text }) => texts.includes(text)).map(({ id }) => id);
    await house.polls.vote(house.people[who], threadId, { options: chosen });
  };
  const counts = async (who: WorkspaceRole, threadId: ThreadId) =>
    (await seenBy(who, threadId)).options.map(({ votes }) => votes);
  const code = (code: string) => expect.objectContaining({ code }) as Error;

  it('counts each person once, whatever they chose before, and names them', async () => {
    const threadId = await asked();
    await vote('member', threadId, 'Monday');
    await vote('editor', threadId, 'Tuesday');
    await vote('member', threadId, 'Tuesday');
    const seen = await seenBy('member', threadId);
    expect(seen).toMatchObject({ question: 'When do we meet?', voted: 2, closed: false });
    expect(seen.options.map(({ votes, mine }) => [votes, mine])).toEqual([
      [0, false],
      [2, true],
      [0, false],
    ]);
    expect(seen.options[1]?.voters.map(({ name }) => name)).toEqual(['Ed', 'Mem']);
    await vote('member', threadId);
    expect(await seenBy('member', threadId)).toMatchObject({ voted: 1 });
  });

  it('raises the number of the thread only when something changes', async () => {
    const threadId = await asked();
    await vote('member', threadId, 'Monday');
    await vote('member', threadId, 'Monday');
    expect((await house.records.byId(threadId))?.seq).toBe(2);
  });

  it('takes as many choices as it allows, of what it offers', async () => {
    const threadId = await asked({ choices: 2 });
    await vote('member', threadId, 'Monday', 'Wednesday');
    expect(await counts('editor', threadId)).toEqual([1, 0, 1]);
    await expect(vote('member', threadId, 'Monday', 'Tuesday', 'Wednesday')).rejects.toEqual(
      code('invalid-input'),
    );
    const foreign = house.polls.vote(house.people.member, threadId, { options: ['9-1'] });
    await expect(foreign).rejects.toEqual(code('invalid-input'));
    expect(await counts('editor', threadId)).toEqual([1, 0, 1]);
  });

  it('closes at its date by the clock of the server, and takes and gives back no vote afterwards', async () => {
    const threadId = await asked({ closesAt: inAnHour() });
    await vote('member', threadId, 'Monday');
    house.now += HOUR_MS - 1;
    await vote('editor', threadId, 'Monday');
    house.now += 1;
    expect(await seenBy('editor', threadId)).toMatchObject({ closed: true, voted: 2 });
    await expect(vote('editor', threadId, 'Tuesday')).rejects.toEqual(code('poll-closed'));
    await expect(vote('editor', threadId)).rejects.toEqual(code('poll-closed'));
    expect(await counts('editor', threadId)).toEqual([2, 0, 0]);
  });

  it('is closed early and opened again by whoever asked, until another date if they say so', async () => {
    const threadId = await asked({ closesAt: inAnHour() });
    const { polls, people } = house;
    await expect(polls.close(people.member, threadId)).rejects.toEqual(code('forbidden'));
    await polls.close(people.editor, threadId);
    await expect(vote('member', threadId, 'Monday')).rejects.toEqual(code('poll-closed'));
    const past = new Date(house.now).toISOString();
    await expect(polls.reopen(people.editor, threadId, { closesAt: past })).rejects.toEqual(
      code('invalid-input'),
    );
    await polls.reopen(people.coordinator, threadId, { closesAt: inAnHour() });
    await vote('member', threadId, 'Monday');
    expect(await seenBy('member', threadId)).toMatchObject({ closed: false, closesAt: inAnHour() });
  });

  it('closes and opens with its thread', async () => {
    const threadId = await asked({ results: 'after-closing' });
    const { acts, people } = house;
    await vote('member', threadId, 'Monday');
    await acts.close(people.editor, threadId, { reason: 'done' });
    expect(await seenBy('member', threadId)).toMatchObject({ closed: true });
    await expect(vote('editor', threadId, 'Monday')).rejects.toEqual(code('thread-closed'));
    await acts.reopen(people.editor, threadId);
    await vote('editor', threadId, 'Monday');
    expect(await seenBy('member', threadId)).toMatchObject({ closed: false, voted: 2 });
  });

  it('shows how the votes stand to nobody before the time that it names: neither counts nor names', async () => {
    const later = await asked({ results: 'after-closing' });
    const own = await asked({ results: 'after-voting' });
    for (const threadId of [later, own]) await vote('member', threadId, 'Monday');
    expect(await counts('member', own)).toEqual([1, 0, 0]);
    for (const [who, threadId] of [['member', later], ['editor', later], ['coordinator', own]] as const) {
      const { options, voted } = await seenBy(who, threadId);
      expect([voted, options.map(({ votes }) => votes)]).toEqual([1, [null, null, null]]);
      expect(options.flatMap(({ voters }) => voters)).toEqual([]);
    } // prettier-ignore
    await house.polls.close(house.people.editor, later);
    expect(await counts('coordinator', later)).toEqual([1, 0, 0]);
  });

  it('is asked later, changed and taken away while nobody has voted, and stays as it is from the first vote on', async () => {
    const { polls, people } = house;
    const threadId = await house.asked('member');
    await expect(polls.ask(people.editor, threadId, poll())).rejects.toEqual(code('forbidden'));
    await polls.ask(people.member, threadId, poll());
    const before = await seenBy('editor', threadId);
    await polls.ask(people.member, threadId, poll({ options: ['Never', 'Always'] }));
    // Who votes for what was on the screen does not vote for what stands in its place now.
    const stale = polls.vote(people.editor, threadId, { options: [before.options[0]?.id ?? ''] });
    await expect(stale).rejects.toEqual(code('invalid-input'));
    await vote('editor', threadId, 'Never');
    await expect(polls.ask(people.member, threadId, poll())).rejects.toEqual(code('conflict'));
    await expect(polls.remove(people.coordinator, threadId)).rejects.toEqual(code('conflict'));
    await vote('editor', threadId);
    await polls.remove(people.coordinator, threadId);
    expect((await house.threads.state(people.member, threadId, 0)).poll).toBeNull();
    await expect(polls.vote(people.member, threadId, { options: [] })).rejects.toEqual(code('not-found'));
  });

  it('is not asked with a date that is over', async () => {
    const closesAt = new Date(house.now).toISOString();
    await expect(asked({ closesAt })).rejects.toMatchObject({
      facts: { errors: [expect.objectContaining({ field: 'poll.closesAt', rule: 'in-the-past' })] },
    });
  });

  it('goes with its thread into another that has none, stays where posts are split off, and is never lost to another poll', async () => {
    const { moves, people } = house;
    const [threadId, into, other] = [await asked(), await house.asked(), await asked()];
    await vote('member', threadId, 'Monday');
    const refused = moves.merge(people.coordinator, threadId, { threadId: other, reason: '' });
    await expect(refused).rejects.toMatchObject({
      facts: { errors: [expect.objectContaining({ rule: 'two-polls' })] },
    });
    await moves.merge(people.coordinator, into, { threadId, reason: '' });
    expect(await counts('member', into)).toEqual([1, 0, 0]);
    await vote('editor', into, 'Monday');
    const post = {
      body: { type: 'doc' as const, says: 'two' },
      answers: null,
      answersId: null,
      attachments: [],
    };
    const [postId, split] = [house.newPostId(), house.newThreadId()];
    await house.posts.write(people.member, into, postId, post);
    await moves.split(people.coordinator, into, {
      threadId: split,
      title: 'B',
      postIds: [postId],
      reason: '',
    });
    expect(await counts('member', into)).toEqual([2, 0, 0]);
    expect((await house.threads.state(people.member, split, 0)).poll).toBeNull();
  });
});
