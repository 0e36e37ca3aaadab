import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { Random } from '@kontor/testing';
import { authorRuns, BODY, documentSchema, readDocument, sectionAuthors, seedUpdate } from '../index.js';
import { rich } from '../rich.fixture.js';
import { exchange, Hand } from './hand.fixture.js';

const FIRST_SEED = Number(process.env['KONTOR_AUTHORSHIP_SEED'] ?? 1);
const RUNS = Number(process.env['KONTOR_AUTHORSHIP_RUNS'] ?? 3);
const schema = documentSchema();

/** Each hand writes letters that no other one writes, so that the text itself says who wrote it. */
const HANDS = [
  { client: 101, letters: 'αβγδε' },
  { client: 202, letters: 'жзийк' },
  { client: 303, letters: '𝔸𝔹ℂ👍👎' },
];
const authorOf = (client: number): number => client;

/** Blocks that hold text, as readers show them. */
function blocksOf(section: Node): string[] {
  const blocks: string[] = [];
  section.descendants((node) => {
    if (node.isTextblock) blocks.push(node.textBetween(0, node.content.size, undefined, '\ufffc'));
    else if (node.isLeaf && node.isBlock) blocks.push('\ufffc');
    return !node.isTextblock;
  });
  return blocks;
}

const isOnlyOf = (text: string, letters: string): boolean =>
  Array.from(text).every((character) => letters.includes(character));

/** Where a caret can stand in a block: never inside a character that takes two units. */
const caretsIn = (block: Node): number[] => {
  const text = block.textBetween(0, block.content.size, undefined, '\ufffc');
  return Array.from({ length: text.length + 1 }, (_, at) => at).filter(
    (at) => !/[\udc00-\udfff]/.test(text.charAt(at)),
  );
};

function editAtRandom(hand: Hand, letters: string, random: Random): void {
  hand.edit((tr, node) => {
    const places: number[] = [];
    node.descendants((child, pos) => {
      if (!child.isTextblock) return true;
      for (const at of caretsIn(child)) places.push(pos + 1 + at);
      return false;
    });
    const at = random.pick(places);
    const dice = random.next();
    const characters = Array.from(letters);
    if (dice < 0.55) {
      const length = 1 + random.below(6);
      tr.insertText(Array.from({ length }, () => random.pick(characters)).join(''), at);
      return;
    }
    const last = tr.doc.resolve(at).end();
    const end = random.pick(places.filter((place) => place >= at && place <= Math.min(last, at + 8)));
    if (dice < 0.75) tr.delete(at, end);
    else tr.addMark(at, end, schema.mark(random.pick(['bold', 'italic', 'strike'])));
  });
}

describe('authorship of any text', () => {
  it(`[AU-1] [AU-3] [AU-6] every character is somebody’s, in the place where readers find it (${RUNS} runs from seed ${FIRST_SEED}; repeat with KONTOR_AUTHORSHIP_SEED)`, () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1) {
      const random = new Random(seed);
      const hands = HANDS.map(({ client }) => new Hand(client, seedUpdate(rich)));
      for (let step = 0; step < 80; step += 1) {
        const who = random.below(hands.length);
        editAtRandom(hands[who]!, HANDS[who]!.letters, random);
        if (random.chance(0.3)) exchange(...hands);
      }
      exchange(...hands);
      const [{ doc }] = hands as [Hand];
      const { runs } = authorRuns(doc, authorOf, { limit: 100_000 });
      const shown = readDocument(Y.encodeStateAsUpdate(doc));
      const where = `seed ${seed}`;

      const blocks = new Map<string, string>();
      for (const { section, block, offset, text } of runs) {
        const before = blocks.get(`${section}.${block}`) ?? '';
        expect([where, offset]).toEqual([where, before.length]);
        blocks.set(`${section}.${block}`, before + text);
      }
      shown.forEach((section, _offset, index) => {
        blocksOf(section).forEach((text, block) => {
          expect([where, blocks.get(`${index}.${block}`) ?? '']).toEqual([where, text]);
        });
      });

      for (const { author, text } of runs) {
        const own = HANDS.find(({ client }) => client === author)?.letters;
        const foreign = HANDS.filter(({ client }) => client !== author).flatMap(({ letters }) =>
          Array.from(letters),
        );
        const isOwn = own === undefined ? !foreign.some((one) => text.includes(one)) : isOnlyOf(text, own);
        expect([where, author, text, isOwn]).toEqual([where, author, text, true]);
      }

      const counted = sectionAuthors(doc, authorOf);
      for (const [index, { characters, byAuthor }] of counted.entries()) {
        const here = runs.filter(({ section }) => section === index);
        expect(characters).toBe(here.reduce((sum, { text }) => sum + text.length, 0));
        for (const [author, amount] of byAuthor) {
          const own = here.filter((run) => run.author === author);
          expect(amount).toBe(own.reduce((sum, { text }) => sum + text.length, 0));
        }
      }
      for (const hand of hands) hand.doc.destroy();
    }
  });

  it('[AU-9] takes whatever a hostile client wrote: nonsense is passed over, and nothing throws', () => {
    const element = (name: string, attributes: object = {}, children: (Y.XmlElement | Y.XmlText)[] = []) => {
      const made = new Y.XmlElement<Record<string, never>>(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as never);
      made.insert(0, children);
      return made;
    };
    const doc = new Y.Doc();
    doc.clientID = 7;
    const strange = new Y.XmlText('seen');
    strange.insertEmbed(2, { image: 'x' });
    strange.insert(0, '\ud800');
    let deep = element('blockquote', {}, [element('paragraph', {}, [new Y.XmlText('too deep')])]);
    for (let depth = 0; depth < 200; depth += 1) deep = element('blockquote', {}, [deep]);
    doc
      .getXmlFragment(BODY)
      .insert(0, [
        new Y.XmlText('outside'),
        element('paragraph', {}, [new Y.XmlText('outside')]),
        element('section', { id: { evil: true }, key: 'constructor' }, [
          element('heading', { level: 2 }, [new Y.XmlText('x'.repeat(500))]),
          element('constructor', {}, [new Y.XmlText('unknown')]),
          element('section', { id: 'nested-one' }, [new Y.XmlText('nested')]),
          element('image', { src: 'https://evil.example/x.png' }),
          element('paragraph', {}, [strange, element('mention', { id: 5 }), element('image')]),
          deep,
        ]),
      ]);
    expect(sectionAuthors(doc, authorOf)).toEqual([
      { id: null, key: null, title: 'x'.repeat(200), characters: 505, byAuthor: new Map([[7, 505]]) },
    ]);
    const { runs } = authorRuns(doc, authorOf, { limit: 10 });
    expect(runs.map(({ block, text }) => [block, text.length])).toEqual([
      [0, 500],
      [1, 5],
    ]);
    expect(runs[1]?.text).toBe('\ufffdseen');
    doc.destroy();
    const empty = new Y.Doc();
    expect(sectionAuthors(empty, authorOf)).toEqual([]);
    expect(authorRuns(empty, authorOf, { limit: 1 })).toEqual({ runs: [], next: null, hasSection: true });
    empty.destroy();
  });

  it('[AU-9] a place that is gone since the last page is no fault: reading goes on behind it', () => {
    const ann = new Hand(11, seedUpdate(rich));
    const { runs } = authorRuns(ann.doc, authorOf, { limit: 1_000 });
    for (const from of [
      { section: 0, block: 0, offset: 5 },
      { section: 0, block: 1, offset: 1_000 },
      { section: 99, block: 0, offset: 0 },
      { section: 0, block: 99, offset: 0 },
    ]) {
      const found = authorRuns(ann.doc, authorOf, { from, limit: 1_000 });
      expect(found.runs.length).toBeLessThanOrEqual(runs.length);
      expect(found.runs.every((run) => run.section >= from.section)).toBe(true);
    }
    expect(
      authorRuns(ann.doc, authorOf, { from: { section: 0, block: 0, offset: 8 }, limit: 1 }).runs,
    ).toEqual([
      { section: 0, sectionId: expect.any(String), block: 0, offset: 8, text: '& <more>', author: 1 },
    ]);
    ann.doc.destroy();
  });
});
