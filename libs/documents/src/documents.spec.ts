import { SECTION_KEYS } from '@kontor/contracts';
import { Node } from '@tiptap/pm/model';
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { BODY, blankTemplate, countWords, documentSchema, guidedTemplate, isSafeHref, plainText, readBody, readJson, SECTION_GUIDES, seedUpdate } from './index.js'; // prettier-ignore
import { rich } from './rich.fixture.js';
import { ATTRIBUTE_TESTS } from './schema/attributes.js';

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
    ).toThrow(RangeError);
  });

  it('reads back what the editor of the web reads', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedUpdate(rich));
    const byBinding = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(BODY), documentSchema());
    expect(readBody(doc.getXmlFragment(BODY)).toJSON()).toEqual(byBinding.toJSON());
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
  const complain = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  seedUpdate(blankTemplate());
  expect(complain).not.toHaveBeenCalled();
  complain.mockRestore();
  expect(new Y.Doc().getXmlFragment(BODY)).toBeInstanceOf(Y.XmlFragment);
});
