import type { SectionKey } from '@kontor/contracts';
import type { JSONContent } from '@tiptap/core';
import { readPost } from '../posts/post.js';
import { seedWithPost } from '../text/seed.js';
import type { InlineInput } from './sections-to-json.js';
import { blankTemplate, guidedTemplate } from './templates.js';

/** A post that a document is begun with. */
export interface PostWords {
  /** As it is stored. */
  body: unknown;
  /** Where it goes in the guided template; a blank document has one place. */
  section: SectionKey;
  /** Name and, where known, organisation of its author; null when the account is gone. */
  author: string | null;
  thread: string;
  /** Permanent link of the post. */
  link: string;
}

/** Deeper lists than anybody reads; the shared text may not nest without end. */
const MOST_LEVELS = 24;

/**
 * The first update of a document that begins with the words of a post and a line that says whose they are. The same call
 * gives the same bytes.
 */
export function seedFromPost(
  template: 'guided' | 'blank',
  options: { language: string; idSeed: string },
  words: PostWords,
): Uint8Array {
  const begun = template === 'guided' ? guidedTemplate(options) : blankTemplate(options);
  const isPlace = (section: JSONContent): boolean =>
    template === 'blank' || section.attrs?.['key'] === words.section;
  const withBlocks = (blocks: JSONContent[]): JSONContent => ({
    ...begun,
    content: (begun.content ?? []).map((section) =>
      isPlace(section)
        ? { ...section, content: [...(section.content ?? []).slice(0, 1), ...blocks] }
        : section,
    ),
  });
  const credit = creditLine(options.language, words);
  return seedWithPost(withBlocks([credit]), withBlocks([...blocksOf(words.body), credit]));
}

/** What a post holds a document can hold too, but for the number of the post that a quote is of. */
function blocksOf(body: unknown): JSONContent[] {
  const read = readPost(body);
  if (read === null) throw new RangeError('a post says something');
  const content = (read.body.content ?? []).map(withoutNumber);
  return levelsOf(read.body) > MOST_LEVELS ? content.flatMap(flat) : content;
}

const LEVELS = new Set(['blockquote', 'bulletList', 'orderedList', 'listItem']);
const flat = (node: JSONContent): JSONContent[] =>
  LEVELS.has(node.type ?? '') ? (node.content ?? []).flatMap(flat) : [node];

function withoutNumber(node: JSONContent): JSONContent {
  const { attrs, content, ...rest } = node;
  const kept = node.type === 'blockquote' || attrs === undefined ? {} : { attrs };
  return { ...rest, ...kept, ...(content === undefined ? {} : { content: content.map(withoutNumber) }) };
}

const levelsOf = (node: JSONContent): number =>
  1 + (node.content ?? []).reduce((most, child) => Math.max(most, levelsOf(child)), 0);

/** Kept here and not in the web's catalogues: it becomes part of the text, in the text's own language. */
const CREDITS = {
  en: { by: 'From a post by ', bySomebody: 'From a post', open: ' in “', close: '”.' },
  de: { by: 'Aus einem Beitrag von ', bySomebody: 'Aus einem Beitrag', open: ' in „', close: '“.' },
} as const;

function creditLine(language: string, { author, thread, link }: PostWords): JSONContent {
  const says = CREDITS[language === 'de' ? 'de' : 'en'];
  const runs: InlineInput[] = [
    author === null ? says.bySomebody : `${says.by}${author}`,
    says.open,
    { text: thread, href: link },
    says.close,
  ];
  return {
    type: 'paragraph',
    content: runs.map((run) =>
      typeof run === 'string'
        ? { type: 'text', text: run, marks: [{ type: 'italic' }] }
        : {
            type: 'text',
            text: run.text,
            marks: [{ type: 'link', attrs: { href: run.href } }, { type: 'italic' }],
          },
    ),
  };
}
