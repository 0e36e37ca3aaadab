import { getSchema } from '@tiptap/core';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, documentExtensions, readDocument, renderHtml, seedUpdate, tolerate, UnreadableDocumentError } from './index.js'; // prettier-ignore
import { rich } from './rich.fixture.js';

/** A document whose body is written by `write`, as any Yjs client may. */
function hostile(write: (body: Y.XmlFragment) => void): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => write(doc.getXmlFragment(BODY)));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
function element(
  name: string,
  attributes: Record<string, unknown> = {},
  children: (Y.XmlElement | Y.XmlText)[] = [],
) {
  const result = new Y.XmlElement<Record<string, never>>(name);
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value as never);
  result.insert(0, children);
  return result;
}
const inSection = (...blocks: (Y.XmlElement | Y.XmlText)[]) =>
  hostile((body) =>
    body.insert(0, [
      element('section', { id: 'abcdefgh', key: 'problem' }, [
        element('heading', { level: 2 }, [new Y.XmlText('Title')]),
        ...blocks,
      ]),
    ]),
  );

describe('rendering', () => {
  it('writes correct, escaped HTML with outline and word count', () => {
    const { html, outline, words } = renderHtml(seedUpdate(rich));
    expect(html).toContain('<h2>Summary &amp; &lt;more&gt;</h2>');
    expect(html).toContain(
      '<a href="https://city.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">linked</a>',
    );
    expect(html).toContain(
      '<li class="task" data-checked="true"><input type="checkbox" disabled checked aria-label="Done"><div><p>Ask</p></div></li>',
    );
    expect(html).toContain(
      '<thead><tr><th scope="col"><p>Metric</p></th><th scope="col"><p>Value</p></th></tr></thead><tbody>',
    );
    expect(html).toContain('<p class="callout-label">Warning</p>');
    expect(html).not.toContain('javascript');
    expect(outline.map(({ key, title }) => [key, title])).toEqual([
      ['summary', 'Summary & <more>'],
      [null, 'Own section'],
    ]);
    expect(words).toBeGreaterThan(15);
    expect(renderHtml(seedUpdate(rich), 'de').html).toContain('Warnung');
  });

  const sinks: [string, Uint8Array][] = [
    ['script text', inSection(element('paragraph', {}, [new Y.XmlText('<script>__pwn()</script>')]))],
    ['javascript link', inSection(element('paragraph', {}, [linked({ href: 'javascript:__pwn()' })]))],
    [
      'object as href',
      inSection(element('paragraph', {}, [linked({ href: { toString: 'javascript:__pwn()' } })])),
    ],
    [
      'quote in href',
      inSection(element('paragraph', {}, [linked({ href: 'https://a.example/"onmouseover="__pwn()' })])),
    ],
    ['data image', inSection(element('image', { src: 'data:image/svg+xml,<svg onload=__pwn()>', alt: 'x' }))],
    ['foreign image', inSection(element('image', { src: 'https://spy.example/p.png' }))],
    [
      'quote in alt',
      inSection(element('image', { src: `/api/v1/files/${'a'.repeat(24)}`, alt: '"onload="__pwn()' })),
    ],
    [
      'object as mention label',
      inSection(
        element('paragraph', {}, [
          element('mention', { id: 'a'.repeat(24), label: ['img', { src: 'x', onerror: '__pwn()' }] }),
        ]),
      ),
    ],
    [
      'code language',
      inSection(element('codeBlock', { language: 'x" onload="__pwn()' }, [new Y.XmlText('c')])),
    ],
    [
      'callout kind',
      inSection(element('callout', { kind: '"><img src=x onerror=__pwn()>' }, [element('paragraph')])),
    ],
    ['heading level', inSection(element('heading', { level: '1 onload=__pwn()' }, [new Y.XmlText('h')]))],
    [
      'cell span',
      inSection(
        element('table', {}, [
          element('tableRow', {}, [element('tableCell', { colspan: '1" onload="__pwn()', colwidth: [1e9] })]),
        ]),
      ),
    ],
    ['unknown node', inSection(element('iframe', { src: 'javascript:__pwn()' }, [new Y.XmlText('frame')]))],
    [
      'prototype as node',
      inSection(element('__proto__', {}, []), element('constructor'), element('toString')),
    ],
    [
      'prototype as attribute',
      inSection(
        element(
          'paragraph',
          Object.fromEntries([
            ['__proto__', { x: 1 }],
            ['constructor', 'x'],
          ]),
        ),
      ),
    ],
    [
      'section id',
      hostile((body) =>
        body.insert(0, [element('section', { id: '"><script>__pwn()</script>', key: { a: 1 } }, [])]),
      ),
    ],
    ['embed in text', inSection(element('paragraph', {}, [embedded()]))],
  ];
  function linked(attributes: unknown): Y.XmlText {
    const text = new Y.XmlText();
    text.insert(
      0,
      'click',
      Object.fromEntries([
        ['link', attributes],
        ['__proto__', { a: 1 }],
        ['toString', {}],
      ]),
    );
    return text;
  }
  function embedded(): Y.XmlText {
    const text = new Y.XmlText();
    text.insertEmbed(0, { image: 'javascript:__pwn()' });
    text.insert(1, 'kept');
    return text;
  }

  it.each(sinks)('is not harmed by %s', (_name, update) => {
    const { html } = renderHtml(update);
    // No tag but ours, no attribute but ours: the trap may only occur as escaped text.
    const tags = html.match(/<[^>]*>/g) ?? [];
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<\/?(section|h[2-4]|p|a|img|pre|code|aside|table|tbody|thead|tr|td|th|span|ul|ol|li|strong|em)\b/,
      );
      expect(tag).not.toMatch(/\son\w+\s*=\s*["']?__pwn|javascript:|data:image|spy\.example/);
      expect(tag.replace(/"[^"]*"/g, '""')).not.toContain('__pwn');
    }
    expect(() => readDocument(update).check()).not.toThrow();
  });

  it('keeps the words around what it drops', () => {
    const update = inSection(
      element('paragraph', {}, [linked({ href: 'javascript:x' })]),
      element('paragraph', {}, [embedded()]),
    );
    const html = renderHtml(update).html;
    expect(html).toContain('<p>click</p>');
    expect(html).toContain('kept');
  });

  it('repairs what two honest deletes leave behind, keeping the nested list and the section', () => {
    const update = hostile((body) =>
      body.insert(0, [
        element('section', { id: 'abcdefgh' }, [
          element('bulletList', {}, [
            element('listItem', {}, [
              element('bulletList', {}, [
                element('listItem', {}, [element('paragraph', {}, [new Y.XmlText('nested')])]),
              ]),
            ]),
          ]),
        ]),
      ]),
    );
    const doc = readDocument(update);
    expect(() => doc.check()).not.toThrow();
    expect(renderHtml(update).html).toContain('nested');
    expect(renderHtml(update).outline).toEqual([{ id: 'abcdefgh', key: null, title: '' }]);
  });

  it('bounds depth and never throws on a tree 500 levels deep', () => {
    let inner = element('paragraph', {}, [new Y.XmlText('deep')]);
    for (let i = 0; i < 500; i++) inner = element('blockquote', {}, [inner]);
    const update = inSection(inner, element('paragraph', {}, [new Y.XmlText('flat')]));
    expect(renderHtml(update).html).toContain('flat');
  });

  it('calls bytes that are no update unreadable, and never an empty document', () => {
    const bomb = Uint8Array.from([1, 255, 255, 255, 15, 5, 0]);
    for (const bytes of [
      bomb,
      Uint8Array.from([]),
      Uint8Array.from([1, 2, 3]),
      Uint8Array.from([255, 255, 255, 255, 255]),
    ]) {
      expect(() => renderHtml(bytes)).toThrow(UnreadableDocumentError);
    }
  });

  it('keeps characters beyond the basic plane, replaces lone surrogates', () => {
    const update = inSection(element('paragraph', {}, [new Y.XmlText('𝄞 😀 \ud800 Ł')]));
    const html = renderHtml(update).html;
    expect(html).toContain('𝄞 😀');
    expect(html).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe('a tolerant editor schema', () => {
  it('never deletes a section or an item from the shared text for a fault that can be repaired', () => {
    const doc = new Y.Doc();
    doc.transact(() =>
      doc
        .getXmlFragment(BODY)
        .insert(0, [
          element('section', { id: { a: 1 } }, [
            element('paragraph', {}, [new Y.XmlText('no heading before me')]),
            element('bulletList', {}, [
              element('listItem', {}, [
                element('bulletList', {}, [element('listItem', {}, [element('paragraph')])]),
              ]),
            ]),
          ]),
        ]),
    );
    const before = Y.encodeStateAsUpdate(doc);
    const schema = tolerate(getSchema(documentExtensions()));
    const node = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(BODY), schema);
    expect(() => node.check()).not.toThrow();
    expect(node.textContent).toBe('no heading before me');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    doc.destroy();
  });

  it('drops an unknown mark but keeps its words', () => {
    const doc = new Y.Doc();
    const text = new Y.XmlText();
    doc.transact(() => {
      doc
        .getXmlFragment(BODY)
        .insert(0, [element('section', { id: 'abcdefgh' }, [element('heading', {}, [text])])]);
      text.insert(0, 'words', { blink: {}, link: { href: 'javascript:x' }, bold: {} });
    });
    const schema = tolerate(getSchema(documentExtensions()));
    const node = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(BODY), schema);
    expect(node.textContent).toBe('words');
    expect(node.firstChild?.firstChild?.firstChild?.marks.map((mark) => mark.type.name)).toEqual(['bold']);
    doc.destroy();
  });
});
