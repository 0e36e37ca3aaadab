import type { JSONContent } from '@tiptap/core';

const BLOCKS = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'image',
  'horizontalRule',
  'tableCell',
  'tableHeader',
]);

/**
 * The words of a document or of any part of it, one block per line: for search, excerpts and "copy my text".
 * Recursion is bounded by the reader's depth; JSON from elsewhere is cut at the same depth.
 */
export function plainText(json: JSONContent): string {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  const walk = (node: JSONContent, depth: number): void => {
    if (depth > 80) return;
    if (typeof node.text === 'string') line += node.text;
    else if (node.type === 'mention')
      line += `@${typeof node.attrs?.['label'] === 'string' ? node.attrs['label'] : ''}`;
    else if (node.type === 'hardBreak') flush();
    else if (node.type === 'image' && typeof node.attrs?.['alt'] === 'string') line += node.attrs['alt'];
    for (const child of node.content ?? []) walk(child, depth + 1);
    if (node.type !== undefined && BLOCKS.has(node.type)) flush();
  };
  walk(json, 0);
  flush();
  return lines.join('\n');
}

/** Number of words: runs of letters and digits, apostrophes and hyphens inside counted as part of them. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’\u2011-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
