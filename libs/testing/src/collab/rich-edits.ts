import * as Y from 'yjs';
import type { Random } from './random.js';

const WORDS = ['harbour ', 'käytäntö ', 'Bürgerinnen ', '\u0000', 'x'.repeat(40)];
/** Only where nobody edits inside: editors never part the halves of a character, but a random place would. */
const WHOLE_WORDS = [...WORDS, '👩‍👩‍👧 '];

/** One edit as editors make them: words, formats, embeds, tables, attributes, map entries, deletions. */
export function richEdit(doc: Y.Doc, random: Random): void {
  const text = doc.getText('t');
  const from = random.below(text.length + 1);
  const length = Math.min(1 + random.below(6), text.length - from);
  const edits: (() => void)[] = [
    () => text.insert(from, random.pick(WORDS)),
    () => length > 0 && text.delete(from, length),
    () => length > 0 && text.format(from, length, { bold: random.chance(0.5) ? true : null }),
    () => text.insertEmbed(from, { image: random.pick(WORDS), size: [1, { deep: null }] }),
    () => doc.getMap('m').set(`k${random.below(4)}`, anyValue(random)),
    () => doc.getMap('m').delete(`k${random.below(4)}`),
    () => doc.getArray('a').insert(0, [anyValue(random), anyValue(random)]),
    () => editTree(doc.getXmlFragment('x'), random),
  ];
  doc.transact(random.pick(edits));
}

function anyValue(random: Random): unknown {
  return random.pick<unknown>([
    1,
    -2.5,
    null,
    true,
    'text',
    ['x', { y: [] }],
    new Uint8Array([1, 2]),
    2 ** 40,
    new Y.Map([['inner', 1]]),
    new Y.Array(),
  ]);
}

function editTree(fragment: Y.XmlFragment, random: Random): void {
  const at = random.below(fragment.length + 1);
  const found = at < fragment.length ? fragment.get(at) : undefined;
  if (fragment.length > 4 && random.chance(0.4)) return fragment.delete(Math.min(at, fragment.length - 1), 1);
  if (found instanceof Y.XmlElement && random.chance(0.5)) {
    if (random.chance(0.5)) return found.setAttribute('level', String(random.below(3)));
    return editTree(found, random);
  }
  return fragment.insert(at, [random.chance(0.3) ? table(random) : paragraph(random)]);
}

function paragraph(random: Random): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText(random.pick(WHOLE_WORDS));
  text.format(0, text.length, { link: { href: 'https://example.org/' } });
  element.insert(0, [text]);
  return element;
}

function table(random: Random): Y.XmlElement {
  const rows = Array.from({ length: 1 + random.below(2) }, () => {
    const row = new Y.XmlElement('tableRow');
    const cell = new Y.XmlElement('tableCell');
    cell.setAttribute('colspan', '2');
    cell.insert(0, [paragraph(random)]);
    row.insert(0, [cell]);
    return row;
  });
  const element = new Y.XmlElement('table');
  element.insert(0, rows);
  return element;
}
