import { element, isElement, parseHtml, toHtml, wordsOf, type Element, type Tree } from './html-tree.js';

/**
 * Cleans markup pasted from Word, Google Docs and web pages: keeps structure and emphasis, drops looks. Texts of our
 * own pages pass unharmed (they carry `data-pm-slice`).
 */
export function cleanPastedHtml(html: string): string {
  if (/data-pm-slice/.test(html)) return html;
  const root = parseHtml(html);
  const cleaned = { ...root, children: root.children.flatMap(clean) };
  return toHtml({ ...cleaned, children: listsOf(cleaned.children) });
}

const HEADINGS: Record<string, string> = { h1: 'h3', h2: 'h3', h3: 'h4', h4: 'h4', h5: 'h4', h6: 'h4' };
const KEPT = new Set([
  'p', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'br', 'hr',
  'strong', 'em', 's', 'u', 'a', 'img',
]); // prettier-ignore
const RENAMED: Record<string, string> = { b: 'strong', i: 'em', strike: 's', del: 's', ins: 'u' };
const BLOCK = new Set(['p', 'h3', 'h4', 'ul', 'ol', 'blockquote', 'pre', 'table', 'hr']);

/** The element without looks; its children where only they matter; nothing where it says nothing. */
function clean(tree: Tree): Tree[] {
  if (!isElement(tree)) return [tree.replace(/\u00a0|&nbsp;/g, ' ')];
  const style = readStyle(tree);
  const children = tree.children.flatMap(clean);
  const word = wordParagraph(tree, style, children);
  if (word !== null) return [word];
  const tag = HEADINGS[tree.tag] ?? RENAMED[tree.tag] ?? tree.tag;
  // Google Docs wraps everything into <b style="font-weight:normal">.
  if (tag === 'strong' && /^(normal|[1-5]00)$/.test(style['font-weight'] ?? '')) return listsOf(children);
  if (tag === 'a') return link(tree, children);
  if (tag === 'img') return [element('img', [], only(tree, ['src', 'alt', 'width', 'height']))];
  if (tag === 'div' || tag === 'section' || tag === 'article' || tag === 'body' || tag === 'html') {
    return children.some((child) => isElement(child) && BLOCK.has(child.tag))
      ? listsOf(children)
      : paragraph(children);
  }
  if (!KEPT.has(tag)) return emphasis(style, children);
  if (tag === 'p') return paragraph(emphasis(style, children));
  if (tag === 'h3' || tag === 'h4') return paragraph(children.flatMap(unwrapStrong), tag);
  if (tag === 'td' || tag === 'th')
    return [element(tag, listsOf(children), only(tree, ['colspan', 'rowspan']))];
  if (tag === 'tr' || tag === 'table' || tag === 'thead' || tag === 'tbody' || tag === 'ul' || tag === 'ol') {
    return [element(tag, children.filter(isElement))];
  }
  return [element(tag, children)];
}

const only = (tree: Element, names: string[]): [string, string][] =>
  names.flatMap((name): [string, string][] => {
    const value = tree.attributes.get(name);
    return value === undefined ? [] : [[name, value]];
  });

function readStyle(tree: Element): Record<string, string> {
  const entries = (tree.attributes.get('style') ?? '').split(';').map((part) => part.split(/:(.*)/s));
  return Object.fromEntries(
    entries.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim().toLowerCase()]),
  );
}

/** Emphasis that was only a look (`font-weight:700`) as the element that it means. */
function emphasis(style: Record<string, string>, children: Tree[]): Tree[] {
  if (children.length === 0 || children.some((child) => isElement(child) && BLOCK.has(child.tag)))
    return children;
  if (children.every((child) => wordsOf(child).trim() === '')) return children;
  let result = children;
  const wrap = (tag: string) => (result = [element(tag, result)]);
  if (/^(bold|bolder|[6-9]00)$/.test(style['font-weight'] ?? '')) wrap('strong');
  if (style['font-style'] === 'italic') wrap('em');
  const line = `${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`;
  if (line.includes('line-through')) wrap('s');
  const isLink =
    children.length === 1 && children[0] !== undefined && isElement(children[0]) && children[0].tag === 'a';
  if (line.includes('underline') && !isLink) wrap('u');
  return result;
}

const unwrapStrong = (tree: Tree): Tree[] =>
  isElement(tree) && tree.tag === 'strong' ? tree.children : [tree];

function paragraph(children: Tree[], tag = 'p'): Tree[] {
  return children.every((child) => wordsOf(child).trim() === '' && !holdsPicture(child))
    ? []
    : [element(tag, children)];
}
const holdsPicture = (tree: Tree): boolean =>
  isElement(tree) && (tree.tag === 'img' || tree.children.some(holdsPicture));

/** Google wraps links of its documents into a redirect that tells it who clicks. */
function link(tree: Element, children: Tree[]): Tree[] {
  const href = tree.attributes.get('href') ?? '';
  const target = href.startsWith('https://www.google.com/url?')
    ? (new URL(href).searchParams.get('q') ?? href)
    : href;
  const inner = children.flatMap((child) =>
    isElement(child) && child.tag === 'u' ? child.children : [child],
  );
  return /^(https?:|mailto:)/i.test(target) ? [element('a', inner, [['href', target]])] : inner;
}

/** Marks of a list item that Word writes as a paragraph; `listsOf` builds the lists. */
const LEVEL = 'data-word-level';
const ORDERED = 'data-word-ordered';
const LIST = 'data-word-list';

function wordParagraph(tree: Element, style: Record<string, string>, children: Tree[]): Element | null {
  if (tree.tag !== 'p') return null;
  const name = tree.attributes.get('class') ?? '';
  if (/\bMsoTitle\b/.test(name)) return element('h3', children);
  const level = /\blevel(\d)\b/.exec(style['mso-list'] ?? '')?.[1];
  if (level === undefined) return null;
  const words = wordsOf(element('p', children));
  const marker =
    /^\s*(?:(\(?[0-9]{1,3}[.)]|\(?[a-zA-Z]{1,4}[.)])|[^\p{L}\p{N}\s<&]|&[a-z]+;|&#\d+;|o(?=\s))\s*/u.exec(
      words,
    );
  const item = element('li', marker === null ? children : cut(children, marker[0].length).rest);
  item.attributes.set(LEVEL, level);
  item.attributes.set(LIST, /\bl(\d+)\b/.exec(style['mso-list'] ?? '')?.[1] ?? '');
  item.attributes.set(ORDERED, String(marker?.[1] !== undefined));
  return item;
}

/** The children without their first characters: Word writes bullets and numbers as text. */
function cut(children: Tree[], length: number): { rest: Tree[]; left: number } {
  let left = length;
  const rest: Tree[] = [];
  for (const child of children) {
    if (left <= 0) rest.push(child);
    else if (!isElement(child)) {
      if (child.length > left) rest.push(child.slice(left));
      left -= Math.min(left, child.length);
    } else {
      const inner = cut(child.children, left);
      left = inner.left;
      if (inner.rest.length > 0) rest.push({ ...child, children: inner.rest });
    }
  }
  return { rest, left };
}

/** Runs of Word's item paragraphs as nested lists; everything else stays where it is. */
function listsOf(children: Tree[]): Tree[] {
  const result: Tree[] = [];
  const open: { level: number; name: string; list: Element }[] = [];
  for (const child of children) {
    const level = isElement(child) ? Number(child.attributes.get(LEVEL) ?? 0) : 0;
    if (!isElement(child) || level === 0) {
      if (isElement(child) || child.trim() !== '') open.length = 0;
      if (open.length === 0) result.push(child);
      continue;
    }
    const name = `${child.attributes.get(LIST)} ${child.attributes.get(ORDERED)}`;
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    if (open.at(-1)?.level === level && open.at(-1)?.name !== name) open.pop();
    const item = element('li', [element('p', child.children)]);
    const current = open.at(-1);
    if (current?.level === level) current.list.children.push(item);
    else {
      const list = element(child.attributes.get(ORDERED) === 'true' ? 'ol' : 'ul', [item]);
      const last = current?.list.children.at(-1);
      if (last !== undefined && isElement(last)) last.children.push(list);
      else result.push(list);
      open.push({ level, name, list });
    }
  }
  return result;
}
