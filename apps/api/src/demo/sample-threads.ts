import { PostBody, PostId, ThreadId } from '@kontor/contracts';
import { readPost } from '@kontor/documents';
import { askedPoll, slugId, type PollVote, type PostRecord, type ThreadRecord } from '@kontor/domain';
import { PLACES } from '../organisations/reference/places.js';
import { authorOf, cityId, documentId, userId, workspaceId } from './sample-records.js';
import { ORGANISATIONS, PEOPLE, PRACTICES, type Practice, type SamplePerson } from './sample/index.js';

/** A discussion that the demo begins with. */
export interface SampleThread {
  slug: string;
  thread: ThreadRecord;
  posts: PostRecord[];
}

const HOUR_MS = 3_600_000;

/**
 * The open questions of each practice as threads. What people say in them is either in the document or a question of their
 * own: nobody invented states a fact about a real city.
 */
export function sampleThreads(now: Date): SampleThread[] {
  return PRACTICES.flatMap((practice) =>
    practice.openQuestions.map((question, index) => questionThread(practice, question, index, now)),
  ).concat(decisionThread(now), pollThread(now), announcements(now));
}

interface Said {
  by: string;
  text: string;
  answers?: number;
}

function questionThread(practice: Practice, question: string, index: number, now: Date): SampleThread {
  const inside = PEOPLE.filter(({ memberships }) => memberships[practice.workspace] !== undefined);
  const author = addressOf(authorOf(practice));
  const others = inside.filter(({ address }) => address !== author);
  const at = (n: number): string => (others[(n + index * 2) % others.length] ?? inside[0])?.address ?? author;
  const [fact] = practice.evidence;
  const other = practice.openQuestions.find((one) => one !== question);
  const said: Said[] = [
    {
      by: author,
      text: `${question} The document “${practice.title}” leaves this open. How is it with you?`,
    },
    {
      by: at(0),
      text:
        fact === undefined
          ? 'The document gives no figure for this. Has anybody measured it since, even roughly?'
          : `The one figure that I find is: ${figureOf(fact)}. Does anybody have a newer one?`,
    },
    { by: author, text: 'Not that I know of. If you measure it, please tell us here.', answers: 2 },
    { by: at(1), text: 'I take this to our next meeting and come back with an answer.' },
    ...(other === undefined
      ? []
      : [{ by: at(2), text: `It hangs together with another one, I think: ${other}` }]),
  ];
  return threadOf({
    slug: `${practice.slug}-question-${index + 1}`,
    practice,
    title: question,
    kind: 'question',
    said,
    at: new Date(now.getTime() - (PRACTICES.indexOf(practice) * 2 + index + 2) * 3 * HOUR_MS),
  });
}

function figureOf({ metric, value, unit, year }: Practice['evidence'][number]): string {
  const measured = unit === 'date' ? value : `${value} ${unit}`;
  return `${metric}, ${measured}${year === null ? '' : ` (${year})`}`;
}

function decisionThread(now: Date): SampleThread {
  const practice = PRACTICES.find(({ slug }) => slug === 'tartu-participatory-budget') ?? PRACTICES[0];
  if (practice === undefined) throw new Error('the demo has practices');
  const said: Said[] = [
    { by: 'coordinator', text: 'We said in the call that each practice names one thing that failed. May we write that down as agreed?' },
    { by: 'editor.tartu', text: 'Yes. It is the section that I read first in the documents of others.' },
    { by: 'editor.helsinki', text: 'Agreed.' },
    { by: 'coordinator', text: 'Decided: no practice goes to review with an empty section “Challenges”.' },
  ]; // prettier-ignore
  const sample = threadOf({
    slug: 'decision-name-what-failed',
    practice,
    title: 'Every practice names one thing that did not work',
    kind: 'decision',
    said,
    at: new Date(now.getTime() - 26 * HOUR_MS),
  });
  return {
    ...sample,
    thread: { ...sample.thread, accepted: 4, status: 'answered', pinned: true, anchor: null },
  };
}

/** Some have voted. Whoever signs in as another still may, and comes to see what the others think. */
function pollThread(now: Date): SampleThread {
  const practice = PRACTICES.find(({ workspace }) => workspace === 'eparticipation-manual');
  if (practice === undefined) throw new Error('the demo has practices');
  const said: Said[] = [
    { by: 'coordinator', text: 'Before our next call everybody reads one section of every practice. Which one helps you most? Choose up to two; we take the one with the most votes.' },
    { by: 'editor.helsinki', text: 'What did not work. The rest I find in the brochures.' },
  ]; // prettier-ignore
  const sample = threadOf({
    slug: 'poll-section-to-read-together',
    practice,
    title: 'Which section do we read together first?',
    kind: 'consultation',
    said,
    at: new Date(now.getTime() - 20 * HOUR_MS),
  });
  const options = ['The problem', 'How it was carried out', 'Evidence', 'Challenges'];
  const closesAt = new Date(now.getTime() + 9 * 24 * HOUR_MS).toISOString();
  const asked = { question: null, options, choices: 2, results: 'always' as const, closesAt };
  const votes = [
    ['editor.tartu', '1-4'],
    ['editor.helsinki', '1-4', '1-3'],
    ['editor.gothenburg', '1-2', '1-3'],
    ['editor.osterholz', '1-2', '1-4'],
  ].map(([by = '', ...chosen]): PollVote => ({ userId: userId(by), options: chosen.toSorted() }));
  const poll = { ...askedPoll(asked, 1, now), votes };
  return { ...sample, thread: { ...sample.thread, poll, anchor: null, tags: [] } };
}

/** A word of a coordinator to all members of each workspace. */
function announcements(now: Date): SampleThread[] {
  const words = [
    { workspace: 'eparticipation-manual', title: 'Our next call is about what did not work', text: 'Bring one thing from your city that failed, and what you would do differently. We meet on the first Tuesday of the month.' },
    { workspace: 'north-sea-transfer', title: 'Please say in your profile what you can be asked about', text: 'Languages and topics are enough. It is how a town that has your question finds you.' },
    { workspace: 'user-centric-cities', title: 'Please say in your profile what you can be asked about', text: 'Languages and topics are enough. It is how a city that has your question finds you.' },
    { workspace: 'baltic-demo-centres', title: 'Who has a room to show something in spring?', text: 'Tell us in a discussion, even if it is not certain yet. Whoever has visitors gets help with the programme.' },
  ]; // prettier-ignore
  return words.flatMap(({ workspace, title, text }, index) => {
    const practice = PRACTICES.find((one) => one.workspace === workspace);
    if (practice === undefined) return [];
    const at = new Date(now.getTime() - (28 + index) * HOUR_MS);
    const said: Said[] = [{ by: 'coordinator', text }];
    const sample = threadOf({
      slug: `announcement-${workspace}`,
      practice,
      title,
      kind: 'announcement',
      said,
      at,
    });
    return [{ ...sample, thread: { ...sample.thread, anchor: null, tags: [] } }];
  });
}

interface Parts {
  slug: string;
  practice: Practice;
  title: string;
  kind: ThreadRecord['kind'];
  said: Said[];
  at: Date;
}

function threadOf({ slug, practice, title, kind, said, at }: Parts): SampleThread {
  const id = ThreadId.parse(slugId('thread', slug));
  const posts: PostRecord[] = [];
  for (const [index, { by, text, answers }] of said.entries()) {
    const no = index + 1;
    const branch = posts.find((post) => post.no === answers)?.branch ?? no;
    posts.push({
      threadId: id,
      id: PostId.parse(slugId('post', `${slug}-${no}`)),
      no,
      seq: no,
      answers: answers ?? null,
      branch,
      authorId: userId(by),
      ...bodyOf(text),
      mentions: [],
      attachments: [],
      createdAt: new Date(at.getTime() + index * 0.4 * HOUR_MS),
      versions: [],
      editedAt: null,
      deletedAt: null,
      deletedBy: null,
      hidden: null,
      movedTo: null,
      reactions: no === 1 && said[1] ? [{ reaction: 'useful', userId: userId(said[1].by) }] : [],
    });
  }
  const [first] = said;
  const last = posts.at(-1);
  if (first === undefined || last === undefined) throw new Error(`${slug} says nothing`);
  const thread: ThreadRecord = {
    id,
    workspaceId: workspaceId(practice.workspace),
    seq: posts.length,
    wholeSeq: 1,
    kind,
    title: title.length > 150 ? `${title.slice(0, 147)}…` : title,
    audience: 'community',
    tags: practice.topics.slice(0, 2).map((topic) => topic.replaceAll('-', ' ')),
    anchor: { type: 'practice-document', id: documentId(practice.slug) },
    status: 'open',
    closedReason: null,
    accepted: null,
    pinned: false,
    poll: null,
    layout: 0,
    gone: [],
    mergedInto: null,
    posts: posts.length,
    participants: [...new Set(posts.map(({ authorId }) => authorId))],
    cityId: cityOf(first.by),
    createdAt: at,
    createdBy: userId(first.by),
    lastPostAt: last.createdAt,
    isSample: true,
  };
  return { slug, thread, posts };
}

function bodyOf(text: string): Pick<PostRecord, 'body' | 'text'> {
  const read = readPost({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
  if (read === null) throw new Error('a sample post says something');
  return { body: PostBody.parse(read.body), text: read.text };
}

const addressOf = (id: ReturnType<typeof userId>): string =>
  personWith(({ address }) => userId(address) === id).address;

function cityOf(address: string): ThreadRecord['cityId'] {
  const { organisation } = personWith((person) => person.address === address);
  const city = ORGANISATIONS.find(({ slug }) => slug === organisation)?.city ?? null;
  return city === null || !PLACES.some(({ slug }) => slug === city) ? null : cityId(city);
}

function personWith(is: (person: SamplePerson) => boolean): SamplePerson {
  const found = PEOPLE.find(is);
  if (found === undefined) throw new Error('the sample data name an unknown person');
  return found;
}
