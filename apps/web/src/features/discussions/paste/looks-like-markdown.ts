/** Longer than a post may be: it would be refused anyway. */
const MOST = 64_000;

/**
 * What nobody writes by accident. Each pattern looks at one line and stops at its end, or at a few hundred characters:
 * a hostile text costs no more than an honest one. Underscores are no sign of anything: too many names have them.
 */
const SURE = [
  /(?:^|[\s(])\*\*(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])\*\*(?=$|[\s.,;:!?)])/m,
  /(?:^|[\s(])~~(?=[^\s~])[^~\n]{1,500}(?<=[^\s~])~~(?=$|[\s.,;:!?)])/m,
  /(?:^|[\s(])`(?=[^\s`])[^`\n]{1,200}(?<=[^\s`])`(?=$|[\s.,;:!?)])/m,
  /\[[^[\]\n]{1,300}\]\((?:https?:\/\/|mailto:)[^\s()]{1,500}\)/,
  /^#{2,6} \S/m,
  /^# \S[^\n]{0,200}\n[^\S\n]*\n[^\S\n]*\S/m,
  /^[^\S\n]{0,3}\|?[^\S\n]?:?-{3,40}:?[^\S\n]?(?:\|[^\S\n]?:?-{3,40}:?[^\S\n]?){1,30}\|?[^\S\n]*$/m,
];
/** What can mean something else: two different ones are taken for Markdown. */
const LIKELY = [
  /^# \S/m,
  /^> ?\p{L}/mu,
  /(?:^|[\s(])\*(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])\*(?=$|[\s.,;:!?)])/m,
  /^ {0,3}(?:(?:- ?){3,20}|(?:\* ?){3,20})$/m,
];

const BULLET = /^[^\S\n]{0,12}([-*])[^\S\n]{1,3}(?:\[[ x]\] )?[^\s\p{N}]/u;
const NUMBER = /^ {0,3}(\d{1,3})[.)] {1,3}\S/;
const FENCE = /^ {0,3}(```|~~~)/;

/**
 * Whether a text that is pasted reads as Markdown. When in doubt it does not: words that change under one's hands are worse
 * than signs that stay.
 */
export function looksLikeMarkdown(text: string): boolean {
  if (text.length > MOST) return false;
  const sound = text.replaceAll(/\r\n?/g, '\n');
  if (SURE.some((sign) => sign.test(sound))) return true;
  if (LIKELY.filter((sign) => sign.test(sound)).length > 1) return true;
  return hasBlocks(sound.split('\n'));
}

/** A list of at least two, a quote of at least two lines, or code between fences. */
function hasBlocks(lines: readonly string[]): boolean {
  const bullets = { '-': 0, '*': 0 };
  let quoted = 0;
  let number = -1;
  let fence: string | null = null;
  for (const line of lines) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && mark === fence) return true;
    if (mark !== undefined) fence ??= mark;
    const bullet = BULLET.exec(line)?.[1];
    if ((bullet === '-' || bullet === '*') && (bullets[bullet] += 1) === 2) return true;
    if (/^> ?\S/.test(line) && (quoted += 1) === 2) return true;
    const no = NUMBER.exec(line)?.[1];
    if (no === undefined) continue;
    // Dates and figures at the beginning of lines count from anywhere; a list counts from its start.
    if (number >= 0 && (Number(no) === number + 1 || Number(no) === 1)) return true;
    if (Number(no) <= 1) number = Number(no);
  }
  return false;
}
