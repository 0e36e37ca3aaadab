import { SECTION_KEYS } from '@kontor/contracts';
import {
  BODY,
  countWords,
  documentSchema,
  guidedTemplate,
  plainText,
  sectionsToJson,
  type BlockInput,
  type InlineInput,
} from '@kontor/documents';
import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/** Words of the trade in common use, so that lines break where they would in a real text. No capital Q anywhere. */
const WORDS = (
  'the of and to in a is that for it with as on by from at are be this which or an was were have has not ' +
  'city harbour quay street district council partner project measure budget permit energy district-heating water ' +
  'storm flood dike green roof cycle lane ferry terminal freight cargo warehouse neighbourhood school library ' +
  'residents associations volunteers planners engineers operators neighbours companies university research pilot ' +
  'evaluation evidence interviews survey results costs savings emissions tonnes kilometres hectares percent year ' +
  'before after during since until between within across around under over because although however therefore ' +
  'agreed decided built opened closed moved changed measured reported shared learned repeated funded staffed ' +
  'responsibility cooperation documentation municipality sustainability accessibility maintenance procurement'
).split(' ');

interface Drawer {
  next: () => number;
  words(count: number): string;
}

function drawerOf(next: () => number): Drawer {
  const one = () => WORDS[Math.floor(next() * WORDS.length)] ?? 'the';
  return {
    next,
    words(count) {
      const drawn: string[] = [];
      for (let i = 0; i < count; i += 1) drawn.push(one() + (i % 14 === 13 ? '.' : ''));
      const text = drawn.join(' ');
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
  };
}

const between = ({ next }: Drawer, from: number, to: number) => from + Math.floor(next() * (to - from + 1));

/** A paragraph of 60 to 120 words, every other one with something bold, italic or linked in it. */
function paragraph(drawer: Drawer): BlockInput {
  const text = drawer.words(between(drawer, 60, 120));
  if (drawer.next() < 0.5) return { type: 'p', text };
  const marks: Partial<Exclude<InlineInput, string>>[] = [
    { bold: true },
    { italic: true },
    { href: 'https://kontor.example/practice' },
  ];
  const cut = text.indexOf(' ', Math.floor(text.length / 2));
  const run = { text: drawer.words(3).toLowerCase(), ...marks[between(drawer, 0, 2)] };
  return { type: 'p', text: [text.slice(0, cut + 1), run, text.slice(cut)] };
}

/** What follows a heading inside a section: mostly paragraphs, now and then a list, a table, a callout, a quote. */
function chapter(drawer: Drawer): BlockInput[] {
  const blocks: BlockInput[] = [
    { type: 'heading', text: drawer.words(4), level: drawer.next() < 0.7 ? 3 : 4 },
  ];
  const count = between(drawer, 3, 6);
  for (let i = 0; i < count; i += 1) blocks.push(paragraph(drawer));
  const items = (each: number) => Array.from({ length: between(drawer, 3, 7) }, () => drawer.words(each));
  const kind = drawer.next();
  if (kind < 0.3) blocks.push({ type: 'list', items: items(12), ordered: drawer.next() < 0.3 });
  else if (kind < 0.4) blocks.push({ type: 'tasks', items: items(8).map((text) => ({ text })) });
  else if (kind < 0.6) {
    const row = () => Array.from({ length: 4 }, () => drawer.words(4));
    blocks.push({ type: 'table', header: row(), rows: Array.from({ length: between(drawer, 3, 7) }, row) });
  } else if (kind < 0.7) blocks.push({ type: 'callout', kind: 'tip', text: drawer.words(40) });
  else if (kind < 0.8) blocks.push({ type: 'quote', text: drawer.words(30) });
  return blocks;
}

/**
 * A practice document of at least so many words in the nine sections of the guide.
 *
 * @param next source of chance; the same numbers give the same text
 */
export function longText(words: number, next: () => number): { sections: JSONContent[]; words: number } {
  const drawer = drawerOf(next);
  const content = new Map<string, BlockInput[]>();
  const perSection = words / SECTION_KEYS.length;
  for (const key of SECTION_KEYS) {
    const blocks: BlockInput[] = [];
    for (let drawn = 0; drawn < perSection;) {
      const more = chapter(drawer);
      drawn += countWords(plainText(sectionsToJson([{ key, title: '', blocks: more }])));
      blocks.push(...more);
    }
    content.set(key, blocks);
  }
  const json = guidedTemplate({ content: Object.fromEntries(content) });
  return { sections: json.content ?? [], words: countWords(plainText(json)) };
}

/** A sentence to be typed, of exactly so many characters. */
export const sentence = (length: number): string =>
  'we measured this again in spring and the quay was drier than the year before so the council went on with it '
    .repeat(Math.ceil(length / 100))
    .slice(0, length);

/** The paragraphs that are long enough to be revised. */
export function textsOf(doc: Y.Doc): Y.XmlText[] {
  const walker = doc.getXmlFragment(BODY).createTreeWalker((node) => node instanceof Y.XmlText);
  return [...walker].filter((text): text is Y.XmlText => text instanceof Y.XmlText && text.length > 200);
}

/**
 * Writes into the sections of a document that was begun with the guided template. One section per update, each well
 * below the largest frame that the server takes.
 */
export function writeSections(doc: Y.Doc, sections: readonly JSONContent[]): void {
  const elements = doc.getXmlFragment(BODY).toArray();
  sections.forEach((json, index) => {
    const element = elements[index];
    if (!(element instanceof Y.XmlElement)) throw new Error('the guided template has fewer sections');
    const node = Node.fromJSON(documentSchema(), { ...json, attrs: element.getAttributes() });
    node.check();
    updateYFragment(doc, element, node, { mapping: new Map(), isOMark: new Map() });
  });
}

const REVISIONS_AT_ONCE = 100;

/** Words added and taken out all over the text: what makes a written text consist of many pieces. */
export function revise(doc: Y.Doc, count: number, next: () => number): void {
  const texts = textsOf(doc);
  for (let done = 0; done < count; done += REVISIONS_AT_ONCE) {
    doc.transact(() => {
      for (let i = 0; i < Math.min(REVISIONS_AT_ONCE, count - done); i += 1) {
        const text = texts[Math.floor(next() * texts.length)];
        if (text === undefined) return;
        const at = Math.floor(next() * (text.length - 20));
        if (next() < 0.6) text.insert(at, ' revised ');
        else text.delete(at, 6);
      }
    });
  }
}
