import { Node, mergeAttributes, type Attributes } from '@tiptap/core';
import { ATTRIBUTE_TESTS, CALLOUT_KINDS, HEADING_LEVELS, isCalloutKind, isFileSrc, isSectionId, isSectionKey, validator } from './attributes.js'; // prettier-ignore

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    callout: {
      /** Wraps the selected blocks in a callout, changes its kind, or lifts them out when it is of that kind. */
      toggleCallout: (kind: (typeof CALLOUT_KINDS)[number]) => ReturnType;
    };
  }
}

/** The attribute as a string, or null when it may not stand there: nothing else ever reaches the page. */
const checked = (owner: string, name: string, value: unknown): string | null =>
  ATTRIBUTE_TESTS[owner]?.[name]?.(value) === true && (typeof value === 'string' || typeof value === 'number')
    ? String(value)
    : null;

const numberFrom = (element: HTMLElement, name: string): number | null => {
  const value = Number.parseInt(element.getAttribute(name) ?? '', 10);
  return Number.isInteger(value) && value > 0 && value <= 20_000 ? value : null;
};

export const DocumentNode = Node.create({ name: 'doc', topNode: true, content: 'section+' });

/**
 * A section: what notes cite, translations are stale by and disclosure covers. `isolating`, so that Backspace at its
 * start never melts two sections into one.
 */
export const SectionNode = Node.create({
  name: 'section',
  content: 'heading block*',
  defining: true,
  isolating: true,
  selectable: false,

  addAttributes(): Attributes {
    return {
      id: {
        default: null,
        keepOnSplit: false,
        validate: validator('section', 'id'),
        parseHTML: (element) => {
          const id = element.getAttribute('data-section-id');
          return isSectionId(id) ? id : null;
        },
        renderHTML: ({ id }) => (isSectionId(id) ? { 'data-section-id': id } : {}),
      },
      key: {
        default: null,
        keepOnSplit: false,
        validate: validator('section', 'key'),
        parseHTML: (element) => {
          const key = element.getAttribute('data-section-key');
          return isSectionKey(key) ? key : null;
        },
        renderHTML: ({ key }) => (isSectionKey(key) ? { 'data-section-key': key } : {}),
      },
    };
  },

  parseHTML: () => [{ tag: 'section[data-section-id]' }],
  renderHTML: ({ HTMLAttributes }) => ['section', mergeAttributes(HTMLAttributes), 0],
});

/** Level 2 is a section's title; 3 and 4 stand inside. Level 1 belongs to the page. */
export const HeadingNode = Node.create({
  name: 'heading',
  content: 'inline*',
  group: 'block',
  defining: true,

  addAttributes(): Attributes {
    return { level: { default: 3, rendered: false, validate: validator('heading', 'level') } };
  },

  parseHTML: () => HEADING_LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node, HTMLAttributes }) => [
    `h${checked('heading', 'level', node.attrs.level) ?? '3'}`,
    mergeAttributes(HTMLAttributes),
    0,
  ],

  addCommands() {
    return {
      setHeading:
        ({ level }) =>
        ({ commands }) =>
          commands.setNode(this.name, { level }),
      toggleHeading:
        ({ level }) =>
        ({ commands }) =>
          commands.toggleNode(this.name, 'paragraph', { level }),
    };
  },

  addKeyboardShortcuts() {
    return {
      'Mod-Alt-1': () => this.editor.commands.toggleHeading({ level: 3 }),
      'Mod-Alt-2': () => this.editor.commands.toggleHeading({ level: 4 }),
    };
  },
});

export const CalloutNode = Node.create({
  name: 'callout',
  group: 'block',
  content: 'flow+',
  defining: true,

  addAttributes(): Attributes {
    return {
      kind: {
        default: 'note',
        validate: validator('callout', 'kind'),
        parseHTML: (element) => {
          const kind = element.getAttribute('data-callout');
          return isCalloutKind(kind) ? kind : 'note';
        },
        renderHTML: ({ kind }) => ({ 'data-callout': isCalloutKind(kind) ? kind : 'note' }),
      },
    };
  },

  parseHTML: () => [{ tag: 'aside[data-callout]' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes({ class: 'callout' }, HTMLAttributes), 0],

  addCommands() {
    return {
      toggleCallout:
        (kind) =>
        ({ commands, editor }) => {
          if (editor.isActive(this.name, { kind })) return commands.lift(this.name);
          return editor.isActive(this.name)
            ? commands.updateAttributes(this.name, { kind })
            : commands.wrapIn(this.name, { kind });
        },
    };
  },
});

/** Only pictures that Kontor itself stores: a foreign address would tell its owner who reads what, and when. */
export const ImageNode = Node.create({
  name: 'image',
  group: 'block flow',
  atom: true,
  draggable: true,

  addAttributes(): Attributes {
    return {
      src: { default: null, validate: validator('image', 'src') },
      alt: { default: '', validate: validator('image', 'alt') },
      width: {
        default: null,
        validate: validator('image', 'width'),
        parseHTML: (element) => numberFrom(element, 'width'),
      },
      height: {
        default: null,
        validate: validator('image', 'height'),
        parseHTML: (element) => numberFrom(element, 'height'),
      },
    };
  },

  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) => (isFileSrc(element.getAttribute('src')) ? null : false),
    },
  ],
  renderHTML: ({ node }) => {
    const src = checked('image', 'src', node.attrs.src);
    if (src === null) return ['span', { class: 'image-missing' }];
    const attributes: Record<string, string> = { src, alt: checked('image', 'alt', node.attrs.alt) ?? '' };
    const width = checked('image', 'width', node.attrs.width);
    const height = checked('image', 'height', node.attrs.height);
    if (width !== null) attributes['width'] = width;
    if (height !== null) attributes['height'] = height;
    return ['img', attributes];
  },
});

/** A mentioned member. The label is what the author saw; the id is what is notified. */
export const MentionNode = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addAttributes(): Attributes {
    return {
      id: {
        default: null,
        validate: validator('mention', 'id'),
        parseHTML: (element) => checked('mention', 'id', element.getAttribute('data-mention')),
      },
      label: {
        default: '',
        validate: validator('mention', 'label'),
        parseHTML: (element) => checked('mention', 'label', element.getAttribute('data-label')) ?? '',
      },
    };
  },

  parseHTML: () => [{ tag: 'span[data-mention]' }],
  renderHTML: ({ node }) => {
    const id = checked('mention', 'id', node.attrs.id);
    const label = checked('mention', 'label', node.attrs.label) ?? '';
    const attributes = id === null ? {} : { 'data-mention': id, 'data-label': label };
    return ['span', { class: 'mention', ...attributes }, `@${label}`];
  },
  renderText: ({ node }) => `@${checked('mention', 'label', node.attrs.label) ?? ''}`,
});
