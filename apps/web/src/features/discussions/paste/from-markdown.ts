import { isSafeHref } from '@kontor/documents';
import { Fragment, type Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
// The parser: CommonMark with tables, MIT, kept up for ten years, with tests against texts that make parsers quadratic;
// @tiptap/markdown needs rules in every extension and drops what has none. Only ever imported when somebody pastes.
import MarkdownIt, { type Token } from 'markdown-it';

/** Deeper than anybody writes. The parser gives up not far below, and would leave out what is there. */
const MOST_DEEP = 40;

const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
// The rule of the schema instead of a list of what is bad: everything else stays as it was typed.
parser.validateLink = isSafeHref;
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

interface Frame {
  /** What it becomes; null: its blocks stand where it stands. */
  type: NodeType | null;
  attrs: Record<string, unknown>;
  content: Node[];
}

/**
 * Markdown as blocks that a post can hold: what it cannot stays readable. HTML in it stays text.
 *
 * @returns null when there is nothing in it that could be said otherwise than by the text itself
 */
export function fromMarkdown(text: string, schema: Schema): Fragment | null {
  const tokens = parser.parse(text, {});
  if (tokens.some(({ level }) => level > MOST_DEEP)) return null;
  const blocks = new Blocks(schema).of(tokens);
  const doc = schema.topNodeType.create(null, blocks);
  try {
    doc.check();
  } catch {
    return null;
  }
  return doc.textContent.trim() === '' ? null : doc.content;
}

/** Walks the parser's flat list of what opens and closes. */
class Blocks {
  private readonly frames: Frame[] = [{ type: null, attrs: {}, content: [] }];
  private isHeading = false;
  private cells: Node[][] | null = null;

  constructor(private readonly schema: Schema) {}

  of(tokens: readonly Token[]): Node[] {
    for (const token of tokens) this.take(token);
    return this.frames[0]?.content ?? [];
  }

  private take(token: Token): void {
    const { nodes } = this.schema;
    switch (token.type) {
      case 'bullet_list_open':
        return this.open(nodes['bulletList']);
      case 'ordered_list_open':
        return this.open(nodes['orderedList'], {
          start: Math.min(Number(token.attrGet('start') ?? 1), 100_000),
        });
      case 'list_item_open':
        return this.open(nodes['listItem']);
      case 'blockquote_open':
        // Quotes hold no quotes, and list items none either.
        return this.open(this.isInside('blockquote', 'listItem') ? undefined : nodes['blockquote']);
      case 'bullet_list_close':
      case 'ordered_list_close':
      case 'list_item_close':
      case 'blockquote_close':
        return this.close();
      case 'heading_open':
        this.isHeading = true;
        return;
      case 'heading_close':
        this.isHeading = false;
        return;
      case 'fence':
      case 'code_block':
        return this.code(token);
      case 'hr':
        return this.paragraph([this.schema.text('———')]);
      default:
        return this.takeWords(token);
    }
  }

  private takeWords(token: Token): void {
    switch (token.type) {
      case 'table_open':
        this.cells = [];
        return;
      case 'table_close':
        this.table(this.cells ?? []);
        this.cells = null;
        return;
      case 'tr_open':
        this.cells?.push([]);
        return;
      case 'thead_open':
      case 'thead_close':
        this.isHeading = token.type === 'thead_open';
        return;
      case 'inline':
        return this.inline(token);
      default:
    }
  }

  private inline({ children }: Token): void {
    const bold = this.isHeading ? this.schema.marks['bold']?.create() : undefined;
    const words = wordsOf(children ?? [], this.schema, bold);
    const row = this.cells?.at(-1);
    if (row === undefined) return this.paragraph(words);
    if (row.length > 0) row.push(this.schema.text(' | '));
    row.push(...words);
  }

  /** One line a row: posts have no tables. */
  private table(rows: readonly Node[][]): void {
    const hardBreak = this.schema.nodes['hardBreak'];
    this.paragraph(
      rows.flatMap((row, index) => (index > 0 && hardBreak ? [hardBreak.create(), ...row] : row)),
    );
  }

  private code({ content, info }: Token): void {
    const language = /^[a-z0-9+#.-]{1,20}(?=\s|$)/.exec(info.trim().toLowerCase())?.[0] ?? null;
    const text = content.replace(/\n$/, '');
    this.add(
      this.schema.nodes['codeBlock']?.create({ language }, text === '' ? null : this.schema.text(text)),
    );
  }

  private paragraph(words: readonly Node[]): void {
    this.add(this.schema.nodes['paragraph']?.create(null, words));
  }

  private add(node: Node | null | undefined): void {
    if (node) this.frames.at(-1)?.content.push(node);
  }

  private open(type: NodeType | undefined, attrs: Record<string, unknown> = {}): void {
    this.frames.push({ type: type ?? null, attrs, content: [] });
  }

  private close(): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    // Fills in what must be there: the paragraph that an item begins with.
    if (frame.type) this.add(frame.type.createAndFill(frame.attrs, frame.content));
    else for (const node of frame.content) this.add(node);
  }

  private isInside(...names: string[]): boolean {
    return this.frames.some(({ type }) => type !== null && names.includes(type.name));
  }
}

const MARKS: Readonly<Record<string, string>> = { strong: 'bold', em: 'italic', s: 'strike' };

function wordsOf(tokens: readonly Token[], schema: Schema, always: Mark | undefined): Node[] {
  const words: Node[] = [];
  let marks: readonly Mark[] = always ? [always] : [];
  const say = (text: string, also: readonly Mark[] = marks) => {
    if (text !== '') words.push(schema.text(text, also));
  };
  const on = (name: string, attrs: Record<string, unknown> = {}): readonly Mark[] =>
    schema.marks[name]?.create(attrs).addToSet(marks) ?? marks;
  const off = (name: string) =>
    (marks = marks.filter(({ type }) => type.name !== name || type === always?.type));
  for (const token of tokens) {
    const [, mark = '', side = ''] = /^(strong|em|s|link)_(open|close)$/.exec(token.type) ?? [];
    const name = mark === 'link' ? 'link' : MARKS[mark];
    if (name !== undefined && side === 'open') {
      marks = on(name, mark === 'link' ? { href: token.attrGet('href') } : {});
    } else if (name !== undefined) off(name);
    else if (token.type === 'hardbreak') words.push(...hardBreakOf(schema));
    else if (token.type === 'softbreak') say(' ');
    else if (token.type === 'code_inline') say(token.content, on('code'));
    else if (token.type === 'image') sayPicture(token);
    else say(token.content);
  }
  return words;

  /** Posts show pictures of this house only: of others there is the way to them. */
  function sayPicture(token: Token): void {
    const src = String(token.attrGet('src') ?? '');
    say(token.content || src, isSafeHref(src) ? on('link', { href: src }) : marks);
  }
}

const hardBreakOf = (schema: Schema): Node[] => {
  const type = schema.nodes['hardBreak'];
  return type ? [type.create()] : [];
};
