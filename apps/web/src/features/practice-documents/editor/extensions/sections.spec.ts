import { documentSchema } from '@kontor/documents';
import type { JSONContent } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { outlineOf } from './sections.js';

const text = (words: string): JSONContent => ({ type: 'text', text: words });
const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content });
const picture: JSONContent = { type: 'image', attrs: { src: '/api/v1/files/6b0343ea8d44b5549a24e433' } };
const mention: JSONContent = {
  type: 'mention',
  attrs: { id: '6b0343ea8d44b5549a24e433', label: 'Demo Editor, Tampere' },
};
const row = (type: string, content: JSONContent): JSONContent => ({
  type: 'tableRow',
  content: [{ type, content: [content] }],
});

const outline = (title: string, blocks: JSONContent[]) => {
  const heading = { type: 'heading', attrs: { level: 2 }, content: title === '' ? [] : [text(title)] };
  const section = { type: 'section', attrs: { id: 'abcd' }, content: [heading, ...blocks] };
  return outlineOf(Node.fromJSON(documentSchema(), { type: 'doc', content: [section] }))[0];
};

describe('the outline of a text', () => {
  it.each<[string, JSONContent[]]>([
    ['nothing but its title', [paragraph()]],
    ['blanks', [paragraph(text('  ')), paragraph()]],
    ['an empty table', [{ type: 'table', content: [row('tableCell', paragraph())] }]],
  ])('calls a section empty, to be removed without asking, that holds %s', (_what, blocks) => {
    expect(outline('Evidence', blocks)).toMatchObject({ id: 'abcd', title: 'Evidence', isEmpty: true });
  });

  it.each<[string, JSONContent[]]>([
    ['a word', [paragraph(), paragraph(text('one'))]],
    ['the words of its title once more', [paragraph(text('Evidence'))]],
    ['a picture', [picture]],
    ['a mention', [paragraph(mention)]],
    ['a word in a table', [{ type: 'table', content: [row('tableCell', paragraph(text('one')))] }]],
  ])('never calls a section empty that holds %s', (_what, blocks) => {
    expect(outline('Evidence', blocks)?.isEmpty).toBe(false);
  });

  it('stays the same while words are typed into a section, so that nothing of it is drawn anew', () => {
    expect(outline('Evidence', [paragraph(text('one'))])).toEqual(
      outline('Evidence', [paragraph(text('one two'))]),
    );
  });
});
