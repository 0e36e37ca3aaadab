import type { UiLanguage } from '@kontor/contracts';
import type { Mark, Node } from '@tiptap/pm/model';
import { ATTRIBUTE_TESTS } from '../schema/attributes.js';
import { countWords, plainText } from './plain-text.js';
import { readDocument } from './read.js';

export interface OutlineEntry {
  id: string;
  key: string | null;
  title: string;
}

export interface RenderedDocument {
  html: string;
  outline: OutlineEntry[];
  words: number;
}

/** Words that stand in the rendered page itself, for readers who cannot see a colour or a tick. */
const LABELS = {
  en: { note: 'Note', tip: 'Tip', warning: 'Warning', done: 'Done', open: 'Open' },
  de: { note: 'Hinweis', tip: 'Tipp', warning: 'Warnung', done: 'Erledigt', open: 'Offen' },
} as const satisfies Record<UiLanguage, Record<string, string>>;

/**
 * Renders a stored document to HTML that is safe to put into a page: own renderer instead of
 * `@tiptap/static-renderer`, which writes wrong task lists and throws on unknown nodes. Every text and attribute is
 * escaped, every attribute judged again; nothing outside this file's vocabulary can come out.
 *
 * @param update Yjs update, version 1: the last stored state
 * @throws UnreadableDocumentError when the bytes are no update; never for what a document holds
 */
export function renderHtml(update: Uint8Array, language: UiLanguage = 'en'): RenderedDocument {
  return renderNode(readDocument(update), language);
}

/** As `renderHtml`, from a sound node. */
export function renderNode(doc: Node, language: UiLanguage = 'en'): RenderedDocument {
  const outline: OutlineEntry[] = [];
  doc.forEach((section) => {
    const id = text(section, 'id');
    if (id !== null)
      outline.push({ id, key: text(section, 'key'), title: section.firstChild?.textContent.trim() ?? '' });
  });
  const html = new Renderer(language).children(doc);
  return { html, outline, words: countWords(plainText(doc.toJSON())) };
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML content and quoted attributes alike. */
export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/** A valid string or number attribute, escaped; null otherwise. */
function text(node: Node | Mark, name: string): string | null {
  const value: unknown = node.attrs[name];
  if (ATTRIBUTE_TESTS[node.type.name]?.[name]?.(value) !== true) return null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

const MARK_TAGS: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
};

class Renderer {
  constructor(private readonly language: UiLanguage) {}

  children(node: Node): string {
    let html = '';
    node.forEach((child) => (html += this.node(child)));
    return html;
  }

  private node(node: Node): string {
    switch (node.type.name) {
      case 'text':
        return node.marks.reduceRight((inner, mark) => this.mark(mark, inner), escapeHtml(node.text ?? ''));
      case 'section':
        return this.section(node);
      case 'paragraph':
        return `<p>${this.children(node)}</p>`;
      case 'heading': {
        const level = text(node, 'level') ?? '3';
        return `<h${level}>${this.children(node)}</h${level}>`;
      }
      case 'bulletList':
        return `<ul>${this.children(node)}</ul>`;
      case 'orderedList':
        return this.orderedList(node);
      case 'listItem':
        return `<li>${this.children(node)}</li>`;
      case 'taskList':
        return `<ul class="task-list">${this.children(node)}</ul>`;
      case 'taskItem':
        return this.taskItem(node);
      case 'blockquote':
        return this.blockquote(node);
      case 'callout':
        return this.callout(node);
      case 'codeBlock': {
        const language = text(node, 'language');
        const attribute = language === null ? '' : ` class="language-${escapeHtml(language)}"`;
        return `<pre><code${attribute}>${this.children(node)}</code></pre>`;
      }
      case 'image':
        return this.image(node);
      case 'mention': {
        const id = text(node, 'id');
        return id === null
          ? ''
          : `<span class="mention" data-mention="${escapeHtml(id)}">@${escapeHtml(text(node, 'label') ?? '')}</span>`;
      }
      case 'hardBreak':
        return '<br>';
      case 'horizontalRule':
        return '<hr>';
      case 'table':
        return this.table(node);
      default:
        return '';
    }
  }

  private mark(mark: Mark, inner: string): string {
    if (mark.type.name === 'link') {
      const href = text(mark, 'href');
      return href === null
        ? inner
        : `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${inner}</a>`;
    }
    const tag = MARK_TAGS[mark.type.name];
    return tag === undefined ? inner : `<${tag}>${inner}</${tag}>`;
  }

  private section(node: Node): string {
    const id = text(node, 'id');
    const key = text(node, 'key');
    const attributes =
      (id === null ? '' : ` id="section-${escapeHtml(id)}" data-section-id="${escapeHtml(id)}"`) +
      (key === null ? '' : ` data-section-key="${escapeHtml(key)}"`);
    return `<section${attributes}>${this.children(node)}</section>`;
  }

  private orderedList(node: Node): string {
    const start = text(node, 'start');
    const type = text(node, 'type');
    const attributes =
      (start === null || start === '1' ? '' : ` start="${start}"`) + (type === null ? '' : ` type="${type}"`);
    return `<ol${attributes}>${this.children(node)}</ol>`;
  }

  /** In a post it leads to the post that it quotes. */
  private blockquote(node: Node): string {
    const post = text(node, 'post');
    return post === null
      ? `<blockquote>${this.children(node)}</blockquote>`
      : `<blockquote data-post="${post}"><a class="quote-source" href="#post-${post}">#${post}</a>${this.children(node)}</blockquote>`;
  }

  private taskItem(node: Node): string {
    const done = node.attrs['checked'] === true;
    const label = done ? LABELS[this.language].done : LABELS[this.language].open;
    const box = `<input type="checkbox" disabled${done ? ' checked' : ''} aria-label="${label}">`;
    return `<li class="task" data-checked="${done}">${box}<div>${this.children(node)}</div></li>`;
  }

  private callout(node: Node): string {
    const kind = text(node, 'kind') ?? 'note';
    const label =
      kind === 'tip'
        ? LABELS[this.language].tip
        : kind === 'warning'
          ? LABELS[this.language].warning
          : LABELS[this.language].note;
    return `<aside class="callout" data-callout="${escapeHtml(kind)}" aria-label="${label}"><p class="callout-label">${label}</p>${this.children(node)}</aside>`;
  }

  private image(node: Node): string {
    const src = text(node, 'src');
    if (src === null) return '';
    const size = ['width', 'height']
      .map((name) => [name, text(node, name)] as const)
      .map(([name, value]) => (value === null ? '' : ` ${name}="${value}"`))
      .join('');
    return `<img src="${escapeHtml(src)}" alt="${escapeHtml(text(node, 'alt') ?? '')}"${size} loading="lazy">`;
  }

  /** Leading rows of header cells become the table's head, so that screen readers name the columns. */
  private table(node: Node): string {
    let head = '';
    let body = '';
    node.forEach((row, _offset, index) => {
      let isHead = row.childCount > 0;
      row.forEach((cell) => (isHead &&= cell.type.name === 'tableHeader'));
      const html = this.row(row, isHead && (index === 0 || body === ''));
      if (isHead && body === '') head += html;
      else body += html;
    });
    return `<table>${head === '' ? '' : `<thead>${head}</thead>`}${body === '' ? '' : `<tbody>${body}</tbody>`}</table>`;
  }

  private row(row: Node, isHead: boolean): string {
    let html = '';
    row.forEach((cell) => {
      const tag = cell.type.name === 'tableHeader' ? 'th' : 'td';
      const scope = tag === 'td' ? '' : isHead ? ' scope="col"' : ' scope="row"';
      const spans = ['colspan', 'rowspan']
        .map((name) => [name, text(cell, name)] as const)
        .map(([name, value]) => (value === null || value === '1' ? '' : ` ${name}="${value}"`))
        .join('');
      const align = text(cell, 'align');
      const aligned = align === null ? '' : ` class="align-${align}"`;
      html += `<${tag}${scope}${spans}${aligned}>${this.children(cell)}</${tag}>`;
    });
    return `<tr>${html}</tr>`;
  }
}
