/** A piece of a mail: the same words in both of its forms. */
export type MailPart =
  | { type: 'heading' | 'text' | 'quote' | 'small'; text: string }
  | { type: 'button' | 'link'; text: string; href: string }
  | { type: 'rule'; text: string };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
}; // prettier-ignore
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** What people type reaches a header or a line of ours as one line, without control characters. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

const INK = '#1c2b39';
const QUIET = '#52616e';
const BRAND = '#0b5a6f';
const BLOCK = 'margin:0 0 16px;font-size:16px;line-height:1.55';

function htmlOf(part: MailPart): string {
  const text = escaped(lines(part.text)).replaceAll('\n', '<br>');
  switch (part.type) {
    case 'heading':
      return `<h2 style="margin:24px 0 8px;font-size:18px;line-height:1.35;color:${INK}">${text}</h2>`;
    case 'text':
      return `<p style="${BLOCK};color:${INK}">${text}</p>`;
    case 'quote':
      return `<blockquote style="${BLOCK};padding:0 0 0 14px;border-left:3px solid ${BRAND};color:${INK}">${text}</blockquote>`;
    case 'small':
      return `<p style="margin:0 0 8px;font-size:13px;line-height:1.5;color:${QUIET}">${text}</p>`;
    case 'rule':
      return `<p style="margin:0 0 20px;padding:0 0 6px;border-bottom:1px solid #c9d2d9;font-size:13px;color:${QUIET}">${text}</p>`;
    case 'button':
      return `<p style="${BLOCK}"><a href="${escaped(part.href)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${BRAND};color:#ffffff;text-decoration:none">${text}</a></p>`;
    case 'link':
      return `<p style="margin:0 0 8px;font-size:13px;line-height:1.5"><a href="${escaped(part.href)}" style="color:${BRAND}">${text}</a></p>`;
  }
}

function textOf(part: MailPart): string {
  const text = lines(part.text);
  switch (part.type) {
    case 'quote':
      return text
        .split('\n')
        .map((line) => `  ${line}`.trimEnd())
        .join('\n');
    case 'button':
    case 'link':
      return `${text}:\n${part.href}`;
    case 'rule':
      return `--- ${text} ---`;
    default:
      return text;
  }
}

/** The parts as plain text and as a page that needs no style sheet, no picture and no script. */
export function mailOf(language: string, parts: readonly MailPart[]): { text: string; html: string } {
  const body = parts.map(htmlOf).join('\n');
  return {
    text: `${parts.map(textOf).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px 16px;background:#f4f6f8;font-family:'Source Sans 3','Segoe UI',Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">
${body}
</div></body></html>
`,
  };
}
