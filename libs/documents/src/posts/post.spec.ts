import { readPost, renderPost } from './post.js';

const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const words = (text: string, ...marks: unknown[]) => ({
  type: 'text',
  text,
  ...(marks.length > 0 ? { marks } : {}),
});
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const ID = 'a'.repeat(24);

describe('the body of a post', () => {
  it('keeps what the light editor can hold, and tells its words and whom it mentions', () => {
    const mention = { type: 'mention', attrs: { id: ID, label: 'Ann' } };
    const body = doc(paragraph(words('Ask '), mention, words(' or '), mention), {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(words('one', { type: 'bold' }))] }],
    });
    const read = readPost(body);
    expect(read).toMatchObject({ text: 'Ask @Ann or @Ann\none', mentions: [ID] });
    expect(readPost(read?.body)).toEqual(read);
    expect(renderPost(body)).toContain(`data-mention="${ID}"`);
  });

  it('holds pictures of posts, by themselves too', () => {
    const src = `/api/v1/attachments/${ID}`;
    const body = doc({ type: 'image', attrs: { src, alt: 'A "plan"', width: 40, height: 30 } });
    expect(readPost(body)).toMatchObject({ text: 'A "plan"', mentions: [] });
    expect(renderPost(body)).toBe(
      `<img src="${src}" alt="A &quot;plan&quot;" width="40" height="30" loading="lazy">`,
    );
  });

  it('shows of which post a quote is', () => {
    const quote = { type: 'blockquote', attrs: { post: 12 }, content: [paragraph(words('so they said'))] };
    expect(renderPost(doc(quote))).toBe(
      '<blockquote data-post="12"><a class="quote-source" href="#post-12">#12</a><p>so they said</p></blockquote>',
    );
    expect(renderPost(doc({ ...quote, attrs: {} }))).toBe('<blockquote><p>so they said</p></blockquote>');
  });

  const evil = 'java\nscript:alert(1)';
  it.each([
    ['nothing', doc()],
    ['only spaces', doc(paragraph(words('  ')))],
    ['no document', paragraph(words('a'))],
    ['a number', 7],
    ['a section', doc({ type: 'section', attrs: { id: 'abcd', key: null }, content: [] })],
    ['an unknown node', doc({ type: 'iframe' })],
    ['a link that runs', doc(paragraph(words('a', { type: 'link', attrs: { href: evil } })))],
    ['a foreign picture', doc({ type: 'image', attrs: { src: 'https://example.org/a.png' } })],
    ['a picture above the house', doc({ type: 'image', attrs: { src: `/api/v1/attachments/../me` } })],
    [
      'a picture with an address within',
      doc({ type: 'image', attrs: { src: `//example.org/api/v1/attachments/${ID}` } }),
    ],
    ['a mention of no person', doc(paragraph({ type: 'mention', attrs: { id: { $gt: '' }, label: 'x' } }))],
    [
      'a quote of no post',
      doc({ type: 'blockquote', attrs: { post: '1"><b>' }, content: [paragraph(words('a'))] }),
    ],
    ['text where none may stand', doc(words('a'))],
  ])('is refused when it holds %s', (_what, body) => {
    expect(readPost(body)).toBeNull();
    expect(renderPost(body)).not.toMatch(/script|iframe|<b>|example\.org/);
  });

  it('is refused, and not obeyed, when it is nested without end', () => {
    let nested: unknown = paragraph(words('deep'));
    for (let depth = 0; depth < 20_000; depth += 1) nested = { type: 'blockquote', content: [nested] };
    expect(readPost(doc(nested))).toBeNull();
  });
});
