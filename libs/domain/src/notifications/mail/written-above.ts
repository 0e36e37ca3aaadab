import { de } from './de.js';
import { en } from './en.js';

/** The line that every mail of ours begins with when it can be answered, in all languages. */
const MARKS = [en, de].map(({ replyAbove }) => replyAbove);
const MOST = 20_000;
const MOST_HEADER_LINES = 12;

const unquoted = (line: string): string => line.replace(/^[\s>|]+/, '').trim();
const isQuoted = (line: string): boolean => /^\s*>/.test(line);
/** “From: …” and its likes, as some programs put them above what they quote, in whatever language. */
const isHeader = (line: string): boolean => /^\s*\*?\p{L}[\p{L} ]{0,24}:\*?(\s|$)/u.test(line);
const isRuler = (line: string): boolean => /^\s*[-_*=]{3,}/.test(line);

/**
 * What somebody wrote above the mail that they answer. We know what they answer: it begins with our own line, wherever and
 * however it is quoted, so nothing has to be guessed in twelve languages. What the mail program put between ("On Monday
 * Aino wrote:") goes with it, and so does a signature.
 */
export function writtenAbove(mail: string): string {
  const lines = mail.slice(0, MOST).replace(/\r\n?/g, '\n').split('\n');
  const mark = lines.findIndex((line) => MARKS.some((words) => unquoted(line).includes(words)));
  const above = mark < 0 ? withoutTail(lines, isQuoted) : withoutIntroduction(lines.slice(0, mark));
  const signature = above.findIndex((line) => /^-- ?$/.test(line));
  return (signature < 0 ? above : above.slice(0, signature))
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Lines at the end that are empty or as asked, away. */
function withoutTail(lines: readonly string[], isMeant: (line: string) => boolean): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !isMeant(line));
  return lines.slice(0, last + 1);
}

/** The sentence that introduces a quote, or the head of a forwarded mail, right above our own line. */
function withoutIntroduction(lines: readonly string[]): string[] {
  let rest = withoutTail(lines, isQuoted);
  const head = rest.slice(-MOST_HEADER_LINES);
  const first = head.findIndex((_, index) =>
    head.slice(index).every((one) => one.trim() === '' || isHeader(one) || isRuler(one)),
  );
  const headers = first < 0 ? 0 : head.slice(first).filter(isHeader).length;
  if (headers > 1) return withoutTail(rest.slice(0, rest.length - (head.length - first)), isRuler);
  if (/:\s*$/.test(rest.at(-1) ?? '')) {
    // The sentence may be broken over lines: it reaches up to the empty line before it, two lines at most.
    const from = rest.slice(-3).findLastIndex((line) => line.trim() === '');
    rest = rest.slice(0, from < 0 ? -1 : rest.length - Math.min(3, rest.length) + from);
  }
  return withoutTail(rest, isRuler);
}
