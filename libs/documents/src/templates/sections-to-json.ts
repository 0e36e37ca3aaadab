import type { SectionKey } from '@kontor/contracts';
import type { JSONContent } from '@tiptap/core';
import { isSafeHref, type CalloutKind } from '../schema/attributes.js';
import { newSectionId, seededSectionIds } from '../schema/section-id.js';

/** A run of text: plain, or with a link or emphasis. */
export type InlineInput = string | { text: string; href?: string; bold?: boolean; italic?: boolean };
export type TextInput = string | readonly InlineInput[];

/** Blocks as a data loader writes them; everything else about nodes stays inside this library. */
export type BlockInput =
  | { type: 'p'; text: TextInput }
  | { type: 'heading'; text: TextInput; level?: 3 | 4 }
  | { type: 'list'; items: readonly TextInput[]; ordered?: boolean }
  | { type: 'tasks'; items: readonly { text: TextInput; done?: boolean }[] }
  | { type: 'table'; header: readonly TextInput[]; rows: readonly (readonly TextInput[])[] }
  | { type: 'link-list'; links: readonly { title: string; url: string }[] }
  | { type: 'callout'; kind: CalloutKind; text: TextInput }
  | { type: 'quote'; text: TextInput };

export interface SectionInput {
  key: SectionKey | null;
  title: string;
  blocks: readonly BlockInput[];
  /** Given when the section must keep an id; else a new one. */
  id?: string;
}

/**
 * Builds a document from plain data, e.g. the demo partnership's practices.
 *
 * @param ids a seed (the document's id: the same call gives the same ids) or a source of ids; chance by default
 * @returns JSON that conforms to the schema, ready for `seedUpdate`
 */
export function sectionsToJson(
  sections: readonly SectionInput[],
  ids: string | (() => string) = newSectionId,
): JSONContent {
  const newId = typeof ids === 'string' ? seededSectionIds(ids) : ids;
  const content = sections.map((section) => ({
    type: 'section',
    attrs: { id: section.id ?? newId(), key: section.key },
    content: [
      { type: 'heading', attrs: { level: 2 }, ...inline(section.title) },
      ...(section.blocks.length === 0 ? [paragraph('')] : section.blocks.map(block)),
    ],
  }));
  if (content.length === 0) throw new RangeError('a document has at least one section');
  return { type: 'doc', content };
}

function block(input: BlockInput): JSONContent {
  switch (input.type) {
    case 'p':
      return paragraph(input.text);
    case 'heading':
      return { type: 'heading', attrs: { level: input.level ?? 3 }, ...inline(input.text) };
    case 'list':
      return nonEmpty({
        type: input.ordered === true ? 'orderedList' : 'bulletList',
        content: input.items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
      });
    case 'tasks':
      return nonEmpty({
        type: 'taskList',
        content: input.items.map(({ text, done = false }) => ({
          type: 'taskItem',
          attrs: { checked: done },
          content: [paragraph(text)],
        })),
      });
    case 'table':
      return table(input.header, input.rows);
    case 'link-list':
      return nonEmpty({
        type: 'bulletList',
        content: input.links.map(({ title, url }) => ({
          type: 'listItem',
          content: [paragraph([{ text: title, href: url }])],
        })),
      });
    case 'callout':
      return { type: 'callout', attrs: { kind: input.kind }, content: [paragraph(input.text)] };
    case 'quote':
      return { type: 'blockquote', content: [paragraph(input.text)] };
  }
}

const nonEmpty = (list: JSONContent): JSONContent => (list.content?.length === 0 ? paragraph('') : list);
const paragraph = (input: TextInput): JSONContent => ({ type: 'paragraph', ...inline(input) });

/** Rows are cut or filled to the header's width: a ragged table is repaired by every client at once otherwise. */
function table(header: readonly TextInput[], rows: readonly (readonly TextInput[])[]): JSONContent {
  const cell = (type: string, input: TextInput) => ({ type, content: [paragraph(input)] });
  if (header.length === 0) return paragraph('');
  return {
    type: 'table',
    content: [
      { type: 'tableRow', content: header.map((input) => cell('tableHeader', input)) },
      ...rows.map((row) => ({
        type: 'tableRow',
        content: header.map((_, i) => cell('tableCell', row[i] ?? '')),
      })),
    ],
  };
}

function inline(input: TextInput): { content?: JSONContent[] } {
  const runs = typeof input === 'string' ? [input] : input;
  const content = runs.flatMap((run) => {
    const { text, href, bold, italic } =
      typeof run === 'string' ? { text: run, href: undefined, bold: false, italic: false } : run;
    if (text === '') return [];
    const marks = [
      ...(href !== undefined && isSafeHref(href) ? [{ type: 'link', attrs: { href } }] : []),
      ...(bold === true ? [{ type: 'bold' }] : []),
      ...(italic === true ? [{ type: 'italic' }] : []),
    ];
    return [{ type: 'text', text, ...(marks.length === 0 ? {} : { marks }) }];
  });
  return content.length === 0 ? {} : { content };
}
