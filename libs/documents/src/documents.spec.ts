import { SECTION_KEYS } from '@kontor/contracts';
import { Node } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { ATTRIBUTE_TESTS } from './schema/attributes.js';
import { BODY, blankTemplate, countWords, documentExtensions, documentSchema, guidedTemplate, isSafeHref, plainText, readBody, readDocument, readJson, renderHtml, SECTION_GUIDES, sectionsToJson, seedUpdate, tolerate, UnreadableDocumentError } from './index.js'; // prettier-ignore
import { getSchema } from '@tiptap/core';

const rich = sectionsToJson(
  [
    {
      key: 'summary',
      title: 'Summary & <more>',
      blocks: [
        {
          type: 'p',
          text: [
            'A ',
            { text: 'bold', bold: true },
            ' claim, ',
            { text: 'linked', href: 'https://city.example/?a=1&b=2' },
            '.',
          ],
        },
        { type: 'list', items: ['One', 'Two'], ordered: true },
        { type: 'tasks', items: [{ text: 'Ask', done: true }, { text: 'Answer' }] },
        { type: 'table', header: ['Metric', 'Value'], rows: [['Share', '1 %'], ['Short']] },
        { type: 'callout', kind: 'warning', text: 'Careful' },
        { type: 'quote', text: 'Said' },
        {
          type: 'link-list',
          links: [
            { title: 'Source', url: 'https://ega.ee/x' },
            { title: 'Bad', url: 'javascript:alert(1)' },
          ],
        },
      ],
    },
    { key: null, title: 'Own section', blocks: [] },
  ],
  'doc-1',
);

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
  const result = new Y.XmlElement<Record<string, any>>(name);
  for (const [key, value] of Object.entries(attributes)) result.setAttribute(key, value);
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

describe('schema', () => {
  it('judges every attribute of every node and mark by a test of its own', () => {
    const schema = documentSchema();
    const untested = [...Object.values(schema.nodes), ...Object.values(schema.marks)].flatMap((type) =>
      Object.entries(type.spec.attrs ?? {})
        .filter(
          ([name, spec]) =>
            typeof spec.validate !== 'function' || ATTRIBUTE_TESTS[type.name]?.[name] === undefined,
        )
        .map(([name]) => `${type.name}.${name}`),
    );
    expect(untested).toEqual([]);
    for (const type of Object.values(schema.nodes)) {
      for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
        expect(() => (spec.validate as (v: unknown) => void)({ toString: () => 'x' })).toThrow(name);
      }
    }
  });

  it.each([
    'javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x',
    'vbscript:x', 'https:javascript', 'http://', '//evil.example', '/relative', 'https://a b', 'https://a\u202eb.example',
    'mailto:', 'mailto:a@b@c', 'file:///etc/passwd',  null, 7, { href: 'https://a.example' }, ['https://a.example'],
  ])('refuses to link to %p', (href) => expect(isSafeHref(href)).toBe(false)); // prettier-ignore

  it.each([
    'https://ega.ee/x?y=1#z',
    'http://city.example',
    'mailto:demo@city.example',
    'HTTPS://Города.example/ö',
  ])('links to %p', (href) => expect(isSafeHref(href)).toBe(true));

  it('puts a paragraph, not a heading, below a heading by default', () => {
    const section = documentSchema().nodes['section'];
    const after = section?.contentMatch.matchType(documentSchema().nodes['heading']!);
    expect(after?.defaultType?.name).toBe('paragraph');
  });
});

describe('templates', () => {
  it('gives the guided template all nine sections with distinct ids, in order, and stable under a seed', () => {
    const first = guidedTemplate({ idSeed: 'a' });
    const ids = first.content!.map((section) => section.attrs!['id'] as string);
    expect(first.content!.map((section) => section.attrs!['key'])).toEqual(SECTION_KEYS);
    expect(new Set(ids).size).toBe(9);
    expect(guidedTemplate({ idSeed: 'a' })).toEqual(first);
    expect(guidedTemplate({ idSeed: 'b' }).content![0]!.attrs!['id']).not.toBe(ids[0]);
    expect(guidedTemplate().content![0]!.attrs!['id']).not.toBe(guidedTemplate().content![0]!.attrs!['id']);
  });

  it('asks a guiding question per section in both languages', () => {
    for (const language of ['en', 'de'] as const) {
      for (const key of SECTION_KEYS) {
        expect(SECTION_GUIDES[language][key].question).toMatch(/\?/);
        expect(SECTION_GUIDES[language][key].title.length).toBeLessThan(45);
      }
    }
  });

  it.each([
    ['guided', guidedTemplate({ language: 'de' })],
    ['blank', blankTemplate()],
    ['rich', rich],
  ] as const)('makes a %s document that conforms to the schema', (_name, json) =>
    expect(() => Node.fromJSON(documentSchema(), json).check()).not.toThrow(),
  );
});

describe('seeding', () => {
  it('gives the same bytes twice, and applying both leaves the text once', () => {
    const one = seedUpdate(rich, 1);
    expect(seedUpdate(rich, 1)).toEqual(one);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, one);
    Y.applyUpdate(doc, seedUpdate(rich, 1));
    expect(readBody(doc.getXmlFragment(BODY)).toJSON()).toEqual(
      Node.fromJSON(documentSchema(), rich).toJSON(),
    );
    doc.destroy();
  });

  it('refuses JSON that does not conform', () => {
    expect(() => seedUpdate({ type: 'doc', content: [{ type: 'paragraph' }] })).toThrow(RangeError);
    expect(() =>
      seedUpdate({
        type: 'doc',
        content: [{ type: 'section', attrs: { id: {} }, content: [{ type: 'heading' }] }],
      }),
    ).toThrow();
  });

  it('reads back what the editor of the web reads', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate(rich));
    const byBinding = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(BODY), documentSchema());
    expect(readBody(doc.getXmlFragment(BODY)).toJSON()).toEqual(byBinding.toJSON());
    doc.destroy();
  });
});

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

describe('plain text', () => {
  it('puts blocks on lines of their own and counts words of many languages', () => {
    expect(
      plainText(readJson(seedUpdate(rich)))
        .split('\n')
        .slice(0, 4),
    ).toEqual(['Summary & <more>', 'A bold claim, linked.', 'One', 'Two']);
    expect(countWords('Łódź, it’s 3 Tage – Öffentlichkeit!')).toBe(5);
  });
});

it('loads one copy of Yjs', () => {
  const complaints: unknown[] = [];
  const original = console.error;
  console.error = (...parts: unknown[]) => complaints.push(parts);
  seedUpdate(blankTemplate());
  console.error = original;
  expect(complaints).toEqual([]);
  const first = new Y.Doc().getXmlFragment(BODY);
  expect(first).toBeInstanceOf(Y.XmlFragment);
});
