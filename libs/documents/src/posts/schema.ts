import { getSchema, Node, type AnyExtension, type Attributes, type Extensions } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import { isAttachmentSrc, validator } from '../schema/attributes.js';
import { documentExtensions } from '../schema/extensions.js';

/** What a post shares with a document; sections, headings, tables and callouts would make it an essay. */
const SHARED = new Set([
  'paragraph', 'text', 'hardBreak', 'bold', 'italic', 'strike', 'code', 'link', 'bulletList', 'orderedList',
  'listItem', 'listKeymap', 'codeBlock', 'mention', 'dropCursor', 'gapCursor',
]); // prettier-ignore

const PostNode = Node.create({ name: 'doc', topNode: true, content: 'block+' });

/** A quote, with the number of the post of the same thread whose words they are, where they are of one. */
const quoteFrom = (blockquote: AnyExtension): AnyExtension =>
  blockquote.extend({
    addAttributes(): Attributes {
      return {
        post: {
          default: null,
          validate: validator('blockquote', 'post'),
          parseHTML: (element) => {
            const no = Number(element.getAttribute('data-post'));
            return Number.isInteger(no) && no > 0 ? no : null;
          },
          renderHTML: ({ post }) => (typeof post === 'number' ? { 'data-post': String(post) } : {}),
        },
      };
    },
  });

/** A picture of posts; those of documents have other readers and are not taken over. */
const pictureOf = (image: AnyExtension): AnyExtension =>
  image.extend({
    parseHTML: () => [
      {
        tag: 'img[src]',
        getAttrs: (element: HTMLElement) => (isAttachmentSrc(element.getAttribute('src')) ? null : false),
      },
    ],
  });

/** The light editor of posts: its schema with commands, keys and input rules. */
export function postExtensions(): Extensions {
  const shared = documentExtensions();
  const own = (name: string): AnyExtension => {
    const found = shared.find((one) => one.name === name);
    if (found === undefined) throw new Error(`documents have ${name}`);
    return found;
  };
  const taken = shared.filter(({ name }) => SHARED.has(name));
  return [PostNode, ...taken, quoteFrom(own('blockquote')), pictureOf(own('image'))];
}

let cached: Schema | undefined;

/** The ProseMirror schema of a post; built once. */
export function postSchema(): Schema {
  cached ??= getSchema(postExtensions());
  return cached;
}
