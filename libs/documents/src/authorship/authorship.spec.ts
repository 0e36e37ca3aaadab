import * as Y from 'yjs';
import { authorRuns, blankTemplate, BODY, documentSchema, sectionAuthors, sectionsToJson, seedUpdate } from '../index.js'; // prettier-ignore
import { rich } from '../rich.fixture.js';
import { MAX_RUN, type RunStart } from './authorship.js';
import { exchange, find, Hand } from './hand.fixture.js';

const ANN = 11;
const BOB = 22;
const NAMES: Readonly<Record<number, string>> = { 1: 'template', [ANN]: 'Ann', [BOB]: 'Bob', 33: 'Cleo' };
const authorOf = (client: number): string => NAMES[client] ?? 'unknown';
const schema = documentSchema();

const start = seedUpdate(blankTemplate({ title: 'Title', idSeed: 'one' }));
const manySections = seedUpdate(
  sectionsToJson(
    ['first', 'second', 'third', 'fourth'].map((id) => ({ id, key: null, title: `The ${id}`, blocks: [] })),
  ),
);

const runsOf = ({ doc }: { doc: Y.Doc }, sectionId?: string) =>
  authorRuns(doc, authorOf, { sectionId, limit: 100_000 }).runs;
/** The words with who wrote them, a block per line. */
function written(hand: { doc: Y.Doc }): string[] {
  const lines: string[] = [];
  let place = '';
  for (const { section, block, author, text } of runsOf(hand)) {
    const here = `${section}.${block}`;
    const words = `${author}: ${text}`;
    if (here === place) lines.push(`${lines.pop() ?? ''} | ${words}`);
    else lines.push(words);
    place = here;
  }
  return lines;
}

describe('who wrote which words', () => {
  let ann: Hand;
  let bob: Hand;
  const open = (update: Uint8Array) => {
    ann = new Hand(ANN, update);
    bob = new Hand(BOB, update);
  };
  beforeEach(() => open(start));
  afterEach(() => {
    ann.doc.destroy();
    bob.doc.destroy();
  });

  it('[AU-1] two people write in one paragraph, one inside the words of the other, and each keeps their own', () => {
    ann.type('The city asks its people.');
    exchange(ann, bob);
    bob.type('with its region ', 'asks');
    exchange(ann, bob);
    ann.type('whole ', 'region');
    bob.type(' Then it answers.');
    exchange(ann, bob);
    const lines = [
      'template: Title',
      'Ann: The city  | Bob: with its  | Ann: whole  | Bob: region  | Ann: asks its people. | Bob:  Then it answers.',
    ];
    expect(written(ann)).toEqual(lines);
    expect(written(bob)).toEqual(lines);
    expect(sectionAuthors(ann.doc, authorOf)).toEqual([
      {
        id: expect.any(String),
        key: null,
        title: 'Title',
        characters: 69,
        byAuthor: new Map([
          ['template', 5],
          ['Ann', 31],
          ['Bob', 33],
        ]),
      },
    ]);
  });

  it('[AU-3] what is deleted counts for nobody, whoever deletes it', () => {
    ann.type('One two three.');
    exchange(ann, bob);
    bob.erase(' two');
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Ann: One three.']);
    bob.erase('One three.');
    exchange(ann, bob);
    expect(sectionAuthors(ann.doc, authorOf)[0]?.byAuthor).toEqual(new Map([['template', 5]]));
  });

  it('[AU-2] who makes words bold or a link does not become their author, and a run goes on through it', () => {
    ann.type('Plain bold plain.');
    exchange(ann, bob);
    bob.edit((tr, node) => {
      const at = find(node, 'bold');
      tr.addMark(at, at + 4, schema.mark('bold'));
      tr.addMark(at + 2, at + 9, schema.mark('link', { href: 'https://city.example' }));
    });
    exchange(ann, bob);
    ann.edit((tr, node) => tr.removeMark(find(node, 'bold'), find(node, 'bold') + 4));
    exchange(ann, bob);
    expect(written(bob)).toEqual(['template: Title', 'Ann: Plain bold plain.']);
  });

  it('[AU-2] where a paragraph becomes a heading its text is written anew, by who made it one', () => {
    ann.type('To be a heading.');
    exchange(ann, bob);
    bob.edit((tr, node) => {
      const at = find(node, 'To be');
      tr.setBlockType(at, at, schema.nodes['heading']!, { level: 3 });
    });
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Bob: To be a heading.']);
    ann.edit((tr, node) => tr.setNodeAttribute(find(node, 'To be') - 1, 'level', 4));
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Bob: To be a heading.']);
  });

  it('[AU-1] a pasted copy is of who pasted it, and the original stays its author’s', () => {
    ann.type('Copied words.');
    exchange(ann, bob);
    bob.edit((tr, node) => {
      const at = find(node, 'Copied');
      const copied = node.slice(at, at + 6);
      tr.replace(at + 13, at + 13, copied);
    });
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Ann: Copied words. | Bob: Copied']);
  });

  it('[AU-1] a moved section is of who moved it, since its text is written anew; the others stay as they are', () => {
    open(manySections);
    for (const title of ['The first', 'The second', 'The fourth']) ann.type('Ann on ', title);
    exchange(ann, bob);
    bob.edit((tr, node) => {
      const last = node.child(3);
      tr.delete(node.content.size - last.nodeSize, node.content.size).insert(0, last);
    });
    exchange(ann, bob);
    expect(written(ann)).toEqual([
      'Bob: Ann on The fourth',
      'Ann: Ann on  | template: The first',
      'Ann: Ann on  | template: The second',
      'template: The third',
    ]);
    expect(sectionAuthors(ann.doc, authorOf).map(({ id }) => id)).toEqual([
      'fourth',
      'first',
      'second',
      'third',
    ]);
  });

  it('[AU-1] of a paragraph split in two, the part before the break stays as it is', () => {
    ann.type('First half. Second half.');
    exchange(ann, bob);
    bob.edit((tr, node) => tr.split(find(node, 'Second')));
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Ann: First half. ', 'Bob: Second half.']);
  });

  it('[AU-1] what an undo brings back is of who brought it back', () => {
    ann.type('Deleted by mistake.');
    exchange(ann, bob);
    const undo = new Y.UndoManager(bob.doc.getXmlFragment(BODY), { trackedOrigins: new Set([Hand]) });
    bob.erase('by mistake');
    undo.undo();
    undo.destroy();
    exchange(ann, bob);
    expect(written(ann)).toEqual(['template: Title', 'Ann: Deleted  | Bob: by mistake | Ann: .']);
  });

  it('[AU-1] where inserted letters equal their surroundings, the border may lie some equal letters off', () => {
    ann.type('The city asks.');
    exchange(ann, bob);
    bob.type('also ', 'asks');
    exchange(ann, bob);
    expect(written(ann)[1]).toBe('Ann: The city a | Bob: lso a | Ann: sks.');
  });

  it('[AU-4] counts an emoji as the two units that it takes, and never cuts it', () => {
    ann.type('Ja 👍.');
    exchange(ann, bob);
    bob.type('x', '👍');
    exchange(ann, bob);
    expect(runsOf(ann).slice(1)).toMatchObject([
      { author: 'Ann', block: 1, offset: 0, text: 'Ja ' },
      { author: 'Bob', block: 1, offset: 3, text: 'x' },
      { author: 'Ann', block: 1, offset: 4, text: '👍.' },
    ]);
    expect(sectionAuthors(ann.doc, authorOf)[0]?.byAuthor.get('Ann')).toBe(6);
  });

  it('[AU-5] a mention, a break, a picture and a rule count one for who put them there', () => {
    ann.type('Ask now.');
    exchange(ann, bob);
    bob.edit((tr, node) => {
      const at = find(node, 'now');
      tr.insert(at, schema.node('mention', { id: 'a'.repeat(24), label: 'Somebody with a long name' }));
      tr.insert(at + 1, schema.node('hardBreak'));
      const src = `/api/v1/files/${'b'.repeat(24)}`;
      tr.insert(at + 7, [
        schema.node('image', { src, alt: 'A map of the city' }),
        schema.node('horizontalRule'),
      ]);
    });
    exchange(ann, bob);
    expect(written(ann)).toEqual([
      'template: Title',
      'Ann: Ask  | Bob: \ufffc\ufffcnow.',
      'Bob: \ufffc',
      'Bob: \ufffc',
    ]);
    expect(sectionAuthors(ann.doc, authorOf)[0]).toMatchObject({ characters: 17 });
  });

  it('[AU-5] [AU-6] lists and tables count by their words, and each of their paragraphs is a block', () => {
    open(seedUpdate(rich));
    ann.type('more than ', 'One');
    exchange(ann, bob);
    bob.type('city ', 'Share');
    exchange(ann, bob);
    const lines = written(bob);
    expect(lines).toContain('Ann: more than  | template: One');
    expect(lines).toContain('Bob: city  | template: Share');
    expect(lines).toContain('template: Two');
    const total = sectionAuthors(bob.doc, authorOf).reduce((sum, { characters }) => sum + characters, 0);
    expect(runsOf(bob).reduce((sum, { text }) => sum + text.length, 0)).toBe(total);
  });

  it('[AU-9] cuts long runs, and pages joined give the whole whatever their size', () => {
    ann.type('👍'.repeat(MAX_RUN));
    exchange(ann, bob);
    bob.type('b'.repeat(MAX_RUN + 1));
    exchange(ann, bob);
    const whole = runsOf(ann);
    expect(whole.map(({ author, text }) => [author, text.length])).toEqual([
      ['template', 5],
      ['Ann', 1_000],
      ['Ann', 1_000],
      ['Bob', 1_000],
      ['Bob', 1],
    ]);
    expect(whole.every(({ text }) => text.isWellFormed())).toBe(true);
    for (const limit of [1, 2, 3, 4, 5]) {
      const pages: unknown[] = [];
      let from: RunStart | null = { section: 0, block: 0, offset: 0 };
      while (from !== null) {
        const found: ReturnType<typeof authorRuns<string>> = authorRuns(ann.doc, authorOf, { from, limit });
        expect(found.runs.length).toBeLessThanOrEqual(limit);
        pages.push(...found.runs);
        from = found.next;
      }
      expect(pages).toEqual(whole);
    }
  });

  it('[AU-9] gives the runs of one section, and says when there is no such section', () => {
    open(manySections);
    ann.type('Ann on ', 'The second');
    expect(runsOf(ann, 'second')).toEqual([
      { section: 1, sectionId: 'second', block: 0, offset: 0, text: 'Ann on ', author: 'Ann' },
      { section: 1, sectionId: 'second', block: 0, offset: 7, text: 'The second', author: 'template' },
    ]);
    expect(authorRuns(ann.doc, authorOf, { sectionId: 'second', limit: 1 }).next).toEqual({
      section: 1,
      block: 0,
      offset: 7,
    });
    const none = authorRuns(ann.doc, authorOf, { sectionId: 'fifth', limit: 5 });
    expect(none).toEqual({ runs: [], next: null, hasSection: false });
  });
});
