/** A small HTML tree: pasted markup is cleaned as data, before any DOM of ours sees it, and the same way in tests. */
export interface Element {
  tag: string;
  attributes: Map<string, string>;
  children: Tree[];
}
export type Tree = Element | string;

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
/** What goes with all it holds. */
const DROPPED =
  /<(script|style|head|title|xml|o:p|svg|math|template|iframe|object|noscript)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const TOKEN = /<(\/?)([a-z][a-z0-9:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+|<)/gi;
const ATTRIBUTE = /([a-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;
/** Elements that end an open paragraph or item of the same kind. */
const SELF_CLOSING = new Set(['p', 'li', 'tr', 'td', 'th']);
const MAX_DEPTH = 100;

export const element = (
  tag: string,
  children: Tree[] = [],
  attributes: [string, string][] = [],
): Element => ({
  tag,
  attributes: new Map(attributes),
  children,
});
export const isElement = (tree: Tree): tree is Element => typeof tree !== 'string';

/** Parses markup leniently. Comments, Word's conditional blocks and whatever could run are gone. */
export function parseHtml(html: string): Element {
  const start = /<!--StartFragment-->([\s\S]*?)<!--EndFragment-->/i.exec(html)?.[1];
  const source = (start ?? html)
    .replace(/<!\[if !supportLists\]>|<!\[endif\]>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<![^>]*>/g, '')
    .replace(DROPPED, '')
    .replace(/<\/?o:p[^>]*>/gi, '');
  const root = element('#root');
  const open: Element[] = [root];
  for (const [, slash, name, attributes = '', text] of source.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (name === undefined) {
      if (text !== undefined) parent.children.push(text);
      continue;
    }
    const tag = name.toLowerCase();
    if (slash === '/') closeTag(open, tag);
    else {
      if (SELF_CLOSING.has(tag) && parent.tag === tag) open.pop();
      const node = element(tag, [], readAttributes(attributes));
      (open.at(-1) ?? root).children.push(node);
      if (!VOID.has(tag) && !attributes.trimEnd().endsWith('/') && open.length < MAX_DEPTH) open.push(node);
    }
  }
  return root;
}

function closeTag(open: Element[], tag: string): void {
  const at = open.findLastIndex((node) => node.tag === tag);
  if (at > 0) open.length = at;
}

function readAttributes(source: string): [string, string][] {
  return [...source.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => [
    name.toLowerCase(),
    (double ?? single ?? bare ?? '').replace(/&quot;/g, '"').replace(/&amp;/g, '&'),
  ]);
}

const quote = (value: string): string =>
  value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** Back to markup. Texts were never decoded, so they go out as they came. */
export function toHtml(tree: Tree): string {
  if (!isElement(tree)) return tree;
  const inner = tree.children.map(toHtml).join('');
  if (tree.tag === '#root') return inner;
  const attributes = [...tree.attributes].map(([name, value]) => ` ${name}="${quote(value)}"`).join('');
  return VOID.has(tree.tag)
    ? `<${tree.tag}${attributes}>`
    : `<${tree.tag}${attributes}>${inner}</${tree.tag}>`;
}

/** All words below, without markup. */
export const wordsOf = (tree: Tree): string => (isElement(tree) ? tree.children.map(wordsOf).join('') : tree);
