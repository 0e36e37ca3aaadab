import { postSchema, readPost } from '@kontor/documents';
import type { JSONContent } from '@tiptap/core';
import { fromMarkdown } from './from-markdown.js';
import { looksLikeMarkdown } from './looks-like-markdown.js';

const SIGNS: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~', code: '`' };

/** Blocks in short: what a node is called, and in it its words with the marks on them. */
function short(node: JSONContent): string {
  if (node.type === 'text') {
    return (node.marks ?? []).reduce((words, { type, attrs }) => {
      const sign = SIGNS[type];
      return sign === undefined ? `<${words}>(${attrs?.['href']})` : `${sign}${words}${sign}`;
    }, node.text ?? '');
  }
  if (node.type === 'hardBreak') return '⏎';
  const attrs = node.attrs?.['language'] ?? (node.attrs?.['start'] === 1 ? '' : node.attrs?.['start']) ?? '';
  const inside = (node.content ?? []).map(short).join('');
  return node.type === 'paragraph' ? `p(${inside})` : `${node.type}${attrs ? `:${attrs}` : ''}(${inside})`;
}
function blocks(text: string): string | null {
  const content = fromMarkdown(text, postSchema());
  if (content === null) return null;
  const body = { type: 'doc', content: content.toJSON() as JSONContent[] };
  // Whatever it is made into, the server takes it.
  expect(readPost(body)?.body).toEqual(body);
  return body.content.map(short).join(' ');
}

describe('text that is pasted', () => {
  it.each([
    ['two bullets', '- one\n- two'],
    ['bullets under words', 'We need:\n\n* eID\n* a form\n'],
    ['a numbered list', '1. First\n2. Second'],
    ['a numbered list of ones', '1. First\n1. Second'],
    ['a task list', '- [x] done\n- [ ] open'],
    ['code between fences', 'Look:\n```ts\nconst a = 1;\n```'],
    ['a heading of the second level', '## Why\nBecause.'],
    ['a title over a text', '# Report\n\nAll is well.'],
    ['bold words', 'This is **important**, they say.'],
    ['words struck out', 'It costs ~~three~~ two.'],
    ['words of code', 'Call `npm ci` first.'],
    ['a named link', 'See [the manual](https://example.org/manual).'],
    ['a quote of two lines', '> they said\n> so'],
    ['a table', '| City | Tool |\n| --- | --- |\n| Ghent | eID |'],
    ['a quote with emphasis', '> they said\n\nand *really* so'],
  ])('is taken for Markdown: %s', (_what, text) => {
    expect(looksLikeMarkdown(text)).toBe(true);
    expect(looksLikeMarkdown(text.replaceAll('\n', '\r\n'))).toBe(true);
  });

  it.each([
    ['a sentence', 'How do you sign in Kortrijk?'],
    ['two paragraphs', 'One.\n\nTwo.'],
    ['a number with a dot in prose', 'It was in room\n1. They left.'],
    ['German dates', '24. Dezember: zu\n25. Dezember: zu'],
    ['a year at the beginning of a line', 'It ended in\n1989. Then came\n1990. So it was.'],
    ['a product', 'It is 3 * 4 * 5 and 2*3*4, or 2 ** 3 ** 4.'],
    ['a footnote', 'Prices* rise.\n* without tax'],
    ['names with underscores', 'Set my_long_name and __init__ in snake_case_file.py'],
    ['an address with underscores', 'https://example.org/a_b_c/__d__?x=*y*'],
    ['an e-mail address', 'Write to first_last_name@example.org'],
    ['figures with signs', '- 5 %\n- 7 %\n+ 3 %'],
    ['a comparison', '> 5 years\nor less'],
    ['a command with a comment', '# install\napt install git'],
    ['a hash tag and an issue', '#eID is open, see #4'],
    ['a dash of dialogue', '- Yes, he said.'],
    ['brackets', 'a[i](j) and [see below] (maybe)'],
    ['a link that runs', '[click](javascript:alert(1))'],
    ['one word in asterisks', 'That is *it*.'],
    ['a signature', 'Ann\n-- \nCity of Ghent'],
    ['one backtick', "It's 5` long"],
    ['nothing', ''],
  ])('stays as it is: %s', (_what, text) => {
    expect(looksLikeMarkdown(text)).toBe(false);
  });

  it.each([
    ['marks', '**b** *i* ~~s~~ `c` _i_', 'p(**b** *i* ~~s~~ `c` *i*)'],
    ['marks in marks', '***both*** **a *b* c**', 'p(***both*** **a *****b***** c**)'],
    [
      'lists in lists',
      '- a\n  1. b\n     - c\n- d',
      'bulletList(listItem(p(a)orderedList(listItem(p(b)bulletList(listItem(p(c))))))listItem(p(d)))',
    ],
    ['a list that goes on', '3. c\n4. d', 'orderedList:3(listItem(p(c))listItem(p(d)))'],
    ['an item of code only', '- ```\n  x\n  ```', 'bulletList(listItem(p()codeBlock(x)))'],
    [
      'code with its language',
      '```TypeScript\nconst a = "<b>";\n```',
      'codeBlock:typescript(const a = "<b>";)',
    ],
    ['code of a strange language', '```{.r echo=F}\n1\n```', 'codeBlock(1)'],
    ['code by indent', 'So:\n\n    a\n    b', 'p(So:) codeBlock(a\nb)'],
    ['headings', '# A *b*\n\nText', 'p(**A *****b***) p(Text)'],
    ['quotes in quotes', '> a\n> > b', 'blockquote(p(a)p(b))'],
    ['a quote in an item', '- a\n  > b', 'bulletList(listItem(p(a)p(b)))'],
    ['rules', 'a\n\n---\n\nb', 'p(a) p(———) p(b)'],
    ['hard breaks and soft ones', 'a  \nb\\\nc\nd', 'p(a⏎b⏎c d)'],
    ['a table', '| City | Tool |\n|:--|--:|\n| Ghent | `eID` |', 'p(**City** | **Tool**⏎Ghent | `eID`)'],
    [
      'links',
      '[a](https://a.example/x_y) https://b.example/c_d',
      'p(<a>(https://a.example/x_y) <https://b.example/c_d>(https://b.example/c_d))',
    ],
    ['pictures of other houses', '![a map](https://a.example/m.png)', 'p(<a map>(https://a.example/m.png))'],
    [
      'names beside marks',
      '**b** snake_case_name 2 * 3 ann@example.org',
      'p(**b** snake_case_name 2 * 3 ann@example.org)',
    ],
    ['entities and escapes', '\\*a\\* &amp; &lt;b&gt;', 'p(*a* & <b>)'],
  ])('becomes blocks of a post: %s', (_what, text, expected) => {
    expect(blocks(text)).toBe(expected);
  });

  it.each([
    ['scripts', '<script>alert(1)</script>', 'p(<script>alert(1)</script>)'],
    ['markup with a handler', 'a <img src=x onerror=alert(1)> b', 'p(a <img src=x onerror=alert(1)> b)'],
    ['a link that runs', '[a](javascript:alert(1))', 'p([a](javascript:alert(1)))'],
    ['one that hides it', '[a](java&#10;script:alert(1)) [b](&#106;avascript:x)', null],
    ['data', '[a](data:text/html,x) ![b](data:image/png;base64,x)', null],
    ['a way inside', '[a](/api/v1/session)', 'p([a](/api/v1/session))'],
    ['a reference that runs', '[a]\n\n[a]: javascript:alert(1)', null],
  ])('is only text where it is hostile: %s', (_what, text, expected) => {
    const found = blocks(text) ?? '';
    expect(found).not.toMatch(/>\((?!https?:|mailto:)/);
    if (expected !== null) expect(found).toBe(expected);
  });

  const MOST = 64_000;
  const fill = (text: string) => text.repeat(MOST / text.length);
  it.each([
    ['quotes', fill('>')],
    ['quotes with spaces', fill('> ')],
    ['lists', fill('- ')],
    ['lists by indent', Array.from({ length: 350 }, (_, n) => `${' '.repeat(n)}- a`).join('\n')],
    ['brackets', fill('[')],
    ['links', fill('[a](')],
    ['pictures', fill('![](')],
    ['asterisks', fill('*a_ ')],
    ['strong ends', fill('a** ')],
    ['emphasis in emphasis', fill('**a *b ')],
    ['backticks', Array.from({ length: 350 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['tildes', fill('~~a ')],
    ['tags', fill('<a ')],
    ['comments', fill('<!-- ')],
    ['entities', fill('&#')],
    ['addresses', fill('http://a')],
    ['mails', fill('a@')],
    ['rows', `${fill('|').slice(0, 30_000)}\n${fill('-|').slice(0, 30_000)}`],
    ['references', fill('[a]: b\n')],
    ['rules', fill('- - -')],
  ])('costs little when it is made of nothing but %s', (_what, text) => {
    const start = process.cpuUsage();
    looksLikeMarkdown(text);
    const content = fromMarkdown(text, postSchema());
    expect(content === null || content.childCount > 0).toBe(true);
    // Of this process: others on the machine do not count.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4_000);
  });
});
