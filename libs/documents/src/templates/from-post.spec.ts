import * as Y from 'yjs';
import { authorRuns, readDocument, readJson, seedFromPost, type PostWords } from '../index.js';

const words = (text: string) => ({ type: 'text', text });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const post = (body: unknown, given: Partial<PostWords> = {}): PostWords => ({
  body,
  section: 'problem',
  author: 'Ann, City of Ghent',
  thread: 'Who signs?',
  link: 'https://kontor.example/threads/1#post-2',
  ...given,
});
const english = { language: 'en', idSeed: 'one' };

describe('a document that begins with the words of a post', () => {
  it('has them in the section where they belong, and a line that says whose they are', () => {
    const body = doc(
      paragraph(words('Nobody knows who signs.')),
      { type: 'blockquote', attrs: { post: 3 }, content: [paragraph(words('We do.'))] },
      paragraph({ type: 'mention', attrs: { id: 'a'.repeat(24), label: 'Bo' } }),
    );
    const update = seedFromPost('guided', english, post(body));
    const sections = readJson(update).content ?? [];
    expect(sections).toHaveLength(9);
    const [, problem] = sections;
    expect(problem?.attrs?.['key']).toBe('problem');
    expect(problem?.content?.map(({ type }) => type)).toEqual([
      'heading',
      'paragraph',
      'blockquote',
      'paragraph',
      'paragraph',
    ]);
    expect(
      problem?.content
        ?.at(-1)
        ?.content?.map(({ text }) => text)
        .join(''),
    ).toBe('From a post by Ann, City of Ghent in “Who signs?”.');
    expect(JSON.stringify(problem)).toContain('https://kontor.example/threads/1#post-2');
    // Sent again it is the same document to the byte.
    expect(seedFromPost('guided', english, post(body))).toEqual(update);
  });

  it('[AU-10] tells these words apart from the template around them', () => {
    const update = seedFromPost(
      'blank',
      { language: 'de', idSeed: 'one' },
      post(doc(paragraph(words('Mine.')))),
    );
    const opened = new Y.Doc();
    Y.applyUpdate(opened, update);
    const { runs } = authorRuns(opened, (client) => client, { limit: 10 });
    opened.destroy();
    expect(runs.map(({ author, text }) => [author, text])).toEqual([
      [1, 'Text'],
      [2, 'Mine.'],
      [1, 'Aus einem Beitrag von Ann, City of Ghent in „Who signs?“.'],
    ]);
  });

  it('names nobody when the account is gone', () => {
    const update = seedFromPost('blank', english, post(doc(paragraph(words('Mine.'))), { author: null }));
    expect(readDocument(update).textContent).toContain('Mine.From a post in “Who signs?”.');
  });

  it('keeps the words, not the levels, of lists that nest deeper than a text may', () => {
    let nested: unknown = paragraph(words('deep'));
    for (let level = 0; level < 60; level += 1) {
      nested = {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [paragraph(words('x')), nested] }],
      };
    }
    const update = seedFromPost('blank', english, post(doc(nested)));
    expect(readDocument(update).textContent).toContain('deepFrom a post by');
  });
});
