import { flattenExtensions, getSchema, type AnyExtension, type Attributes, type Extensions } from '@tiptap/core'; // prettier-ignore
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import type { Schema } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { isSafeHref, validator } from './attributes.js';
import { CalloutNode, DocumentNode, HeadingNode, ImageNode, MentionNode, SectionNode } from './nodes.js';

export interface DocumentExtensionOptions {
  /** Accessible name of a task's check box. The text of the task is in `text`. */
  taskLabel?: (text: string, checked: boolean) => string;
}

/** Stock extensions that stay as they are, and those that are narrowed below. */
function starterParts(): Map<string, AnyExtension> {
  const kit = StarterKit.configure({
    document: false,
    heading: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    // Own-changes-only undo comes from the Yjs binding; two histories would undo each other's work.
    undoRedo: false,
    trailingNode: false,
    link: {
      autolink: true,
      linkOnPaste: true,
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: (href) => isSafeHref(href),
      HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: null, class: null },
    },
  });
  return new Map(flattenExtensions([kit]).map((extension) => [extension.name, extension]));
}

/** Adds ProseMirror's `validate` to attributes that a stock extension declares without one. */
function validated(owner: string, inherited: Attributes | undefined, keep?: readonly string[]): Attributes {
  const entries = Object.entries(inherited ?? {}).filter(
    ([name]) => keep === undefined || keep.includes(name),
  );
  return Object.fromEntries(
    entries.map(([name, attribute]) => [name, { ...attribute, validate: validator(owner, name) }]),
  );
}

/** A stock extension with narrower attributes and, where given, another content or group. */
function narrowed(
  extension: AnyExtension | undefined,
  change: { attributes?: readonly string[]; content?: string; group?: string },
): AnyExtension {
  if (extension === undefined) throw new Error('the starter kit lacks an extension that the schema needs');
  return extension.extend({
    ...(change.content === undefined ? {} : { content: change.content }),
    ...(change.group === undefined ? {} : { group: change.group }),
    ...(change.attributes === undefined
      ? {}
      : {
          addAttributes(this: { parent?: () => Attributes }) {
            return validated(extension.name, this.parent?.(), change.attributes);
          },
        }),
  });
}

/** What may stand in a table cell, a callout or a quote: everything but tables, headings and each other. */
const FLOW = 'block flow';
const CELL = ['colspan', 'rowspan', 'colwidth', 'align'];

/**
 * The editor's schema with its commands, keys and input rules, for the web and for the server (no DOM is touched
 * until an editor is made). Raise `SCHEMA_VERSION` in the contracts with any new node, mark or attribute: a client
 * with an older version is refused with 4426, because it would delete what it does not know from everybody's text.
 */
export function documentExtensions(options: DocumentExtensionOptions = {}): Extensions {
  const stock = starterParts();
  const plain = [
    'text',
    'hardBreak',
    'bold',
    'italic',
    'strike',
    'underline',
    'code',
    'dropCursor',
    'gapCursor',
  ];
  const kept = plain.map((name) => stock.get(name)).filter((extension) => extension !== undefined);
  if (kept.length !== plain.length)
    throw new Error('the starter kit names its parts differently than expected');
  const taskItem = TaskItem.configure({
    nested: true,
    ...(options.taskLabel === undefined
      ? {}
      : { a11y: { checkboxLabel: (node, checked) => options.taskLabel?.(node.textContent, checked) ?? '' } }),
  });
  return [
    DocumentNode,
    SectionNode,
    HeadingNode,
    narrowed(stock.get('paragraph'), { group: FLOW }),
    ...kept,
    narrowed(stock.get('horizontalRule'), {}),
    narrowed(stock.get('blockquote'), { content: 'flow+' }),
    narrowed(stock.get('codeBlock'), { group: FLOW, attributes: ['language'] }),
    narrowed(stock.get('link'), { attributes: ['href'] }),
    BulletList.extend({ group: 'block flow list' }),
    narrowed(OrderedList.extend({ group: 'block flow list' }), { attributes: ['start', 'type'] }),
    ListItem.extend({ content: 'paragraph flow*' }),
    ListKeymap,
    TaskList.extend({ group: 'block flow list' }),
    narrowed(taskItem, { content: 'paragraph flow*', attributes: ['checked'] }),
    CalloutNode,
    ImageNode,
    MentionNode,
    Table.configure({ resizable: false, allowTableNodeSelection: true }),
    TableRow.extend({ content: '(tableCell | tableHeader)*' }),
    narrowed(TableCell, { content: 'flow+', attributes: CELL }),
    narrowed(TableHeader, { content: 'flow+', attributes: CELL }),
  ];
}

let cached: Schema | undefined;

/** The ProseMirror schema of a document; built once. */
export function documentSchema(): Schema {
  cached ??= getSchema(documentExtensions());
  return cached;
}
