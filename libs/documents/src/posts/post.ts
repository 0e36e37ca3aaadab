import type { JSONContent } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { plainText } from '../text/plain-text.js';
import { renderNode } from '../text/render-html.js';
import { postSchema } from './schema.js';

/** A post's body that conforms to the schema, and what it says. */
export interface ReadPost {
  body: JSONContent;
  text: string;
  /** Ids of the people it mentions, each once. */
  mentions: string[];
}

/**
 * Judges what a client sent as a body. Strict, unlike the reader of shared texts: here one person answers for all of it,
 * and can be told.
 *
 * @returns null when it does not conform to the schema, or holds neither a word nor a picture
 */
export function readPost(body: unknown): ReadPost | null {
  const node = soundPost(body);
  if (node === null) return null;
  const json: JSONContent = node.toJSON();
  const text = plainText(json);
  const mentions = new Set<string>();
  let hasPicture = false;
  node.descendants((child) => {
    const id: unknown = child.attrs['id'];
    if (child.type.name === 'mention' && typeof id === 'string') mentions.add(id);
    if (child.type.name === 'image') hasPicture = true;
  });
  return text === '' && !hasPicture ? null : { body: json, text, mentions: [...mentions] };
}

/** Safe to put into a page. Empty for what does not conform. */
export function renderPost(body: unknown): string {
  const node = soundPost(body);
  return node === null ? '' : renderNode(node).html;
}

function soundPost(body: unknown): Node | null {
  try {
    const node = postSchema().nodeFromJSON(body);
    if (node.type.name !== 'doc') return null;
    node.check();
    return node;
  } catch {
    // Whatever it is, down to a nesting that exhausts the stack: not a post.
    return null;
  }
}
