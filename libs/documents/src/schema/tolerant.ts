import { Fragment, Mark, type Attrs, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import { ATTRIBUTE_TESTS } from './attributes.js';

/**
 * Building nodes from what a Yjs document holds, which anyone may have written and which two honest people may have
 * made invalid together (each of two deletes leaves a valid list; both leave an item without its paragraph).
 * The stock binding throws then and deletes the whole element for everybody; here the smallest thing gives way.
 */

/** Attributes with every invalid or unknown one replaced by its default. */
export function soundAttributes(owner: string, spec: Attrs, given: unknown): Attrs {
  const result: Record<string, unknown> = {};
  const tests = ATTRIBUTE_TESTS[owner] ?? {};
  const source: object = typeof given === 'object' && given !== null ? given : {};
  for (const [name, fallback] of Object.entries(spec)) {
    const value: unknown = Object.hasOwn(source, name) ? Reflect.get(source, name) : undefined;
    result[name] = value !== undefined && tests[name]?.(value) === true ? value : fallback;
  }
  return result;
}

const defaultsOf = (type: { spec: { attrs?: Record<string, { default?: unknown }> } }): Attrs =>
  Object.fromEntries(
    Object.entries(type.spec.attrs ?? {}).map(([name, attribute]) => [name, attribute.default]),
  );

/** The mark, or null when it is unknown or says nothing (a link that leads nowhere safe). */
export function soundMark(schema: Schema, name: string, attributes: unknown): Mark | null {
  const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined;
  if (type === undefined) return null;
  const sound = soundAttributes(name, defaultsOf(type), attributes);
  if (name === 'link' && sound['href'] === null) return null;
  return type.create(sound);
}

/** Nodes that mean nothing without a valid attribute. */
const isHollow = (name: string, attributes: Attrs): boolean =>
  (name === 'image' && attributes['src'] === null) || (name === 'mention' && attributes['id'] === null);

/** A node of the type with as much of the children as can stand there; null when nothing can. */
export function soundNode(type: NodeType, given: unknown, children: readonly Node[]): Node | null {
  const attributes = soundAttributes(type.name, defaultsOf(type), given);
  if (isHollow(type.name, attributes)) return null;
  const fragment = Fragment.fromArray([...children]);
  if (type.validContent(fragment)) return type.create(attributes, fragment);
  const content = repaired(type, children);
  return content === null ? null : type.create(attributes, content);
}

function repaired(type: NodeType, children: readonly Node[]): Fragment | null {
  let match = type.contentMatch;
  const result: Node[] = [];
  for (const child of children) {
    const fitting = fit(type, match, child);
    if (fitting === null) continue;
    for (const node of fitting) {
      const next = match.matchType(node.type);
      if (next === null) break;
      match = next;
      result.push(node);
    }
  }
  const rest = match.fillBefore(Fragment.empty, true);
  return rest === null ? null : Fragment.fromArray(result).append(rest);
}

/** The child, preceded by what must stand before it and wrapped where it stands too bare; null when it must go. */
function fit(type: NodeType, match: NodeType['contentMatch'], child: Node): Node[] | null {
  const node = type.allowsMarks(child.marks) ? child : child.mark(type.allowedMarks(child.marks));
  if (match.matchType(node.type) !== null) return [node];
  const wrapping = match.findWrapping(node.type);
  if (wrapping !== null) {
    let wrapped = node;
    for (let i = wrapping.length - 1; i >= 0; i--) {
      const outer = wrapping[i];
      if (outer !== undefined) wrapped = outer.create(null, wrapped);
    }
    return [wrapped];
  }
  const before = match.fillBefore(Fragment.from(node));
  if (before !== null) return [...before.content, node];
  // A block where only its text fits: keep the words.
  if (
    type.inlineContent &&
    !node.isInline &&
    node.textContent !== '' &&
    type.schema.nodes['text'] !== undefined
  ) {
    return [type.schema.text(node.textContent)];
  }
  return null;
}

/** A text node, or null for an empty or foreign insert. Lone surrogates are replaced: they break every encoder. */
export function soundText(schema: Schema, insert: unknown, marks: readonly (Mark | null)[]): Node | null {
  if (typeof insert !== 'string' || insert === '') return null;
  const kept = marks.filter((mark) => mark !== null);
  return schema.text(wellFormed(insert), Mark.setFrom([...kept]));
}

/** The text with lone surrogates replaced, unit by unit: its length stays. */
export const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/**
 * Makes an editor's own schema tolerant: the Yjs binding builds every node through `schema.node`, `schema.text` and
 * `schema.mark`, and deletes from everybody's text what these refuse. Affects only this schema instance.
 */
export function tolerate(schema: Schema): Schema {
  const blank = () => schema.text('\ufffc');
  schema.node = (type, attributes, content, marks) => {
    const resolved = typeof type === 'string' ? schema.nodes[type] : type;
    if (resolved === undefined || (typeof type === 'string' && !Object.hasOwn(schema.nodes, type))) {
      throw new RangeError(`unknown node type ${String(type).slice(0, 40)}`);
    }
    const node = soundNode(resolved, attributes, [...Fragment.from(content).content]);
    if (node === null) throw new RangeError(`no valid ${resolved.name}`);
    return marks === undefined ? node : node.mark(Mark.setFrom([...marks]));
  };
  const mark = schema.mark.bind(schema);
  schema.mark = (type, attributes) => {
    if (typeof type !== 'string') return mark(type, attributes);
    // The binding collects what it gets and hands it to `schema.text`, which leaves the stand-in out.
    return soundMark(schema, type, attributes) ?? noMark(schema);
  };
  const text = schema.text.bind(schema);
  schema.text = (insert, marks) => {
    const kept = (marks ?? []).filter((candidate) => candidate !== dropped.get(schema));
    if (typeof insert !== 'string' || insert === '') return blank();
    return text(wellFormed(insert), Mark.setFrom(kept));
  };
  return schema;
}

const dropped = new WeakMap<Schema, Mark>();
/** A stand-in for "no mark here", told apart by identity: `schema.mark` must answer with a mark. */
function noMark(schema: Schema): Mark {
  const known = dropped.get(schema);
  if (known !== undefined) return known;
  // Always a fresh object (the type has attributes), hence never equal by identity to a mark of a text.
  const mark = schema.marks['link']?.create({ href: null });
  if (mark === undefined) throw new Error('the schema of a document has links');
  dropped.set(schema, mark);
  return mark;
}
