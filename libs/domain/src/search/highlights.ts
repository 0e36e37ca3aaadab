import type { MarkedText } from '@kontor/contracts';
import { looksLike, termsOf, wordsIn } from './words.js';

/** As much of a passage as a list can show. */
const SHOWN = 260;
/** Of it before the first mark: little, so that on a phone the mark is not cut off. */
const LEAD = 30;

/** A text with the words in it that answer. @param isWhole also other forms of the words, not just their beginnings */
export function marked(text: string, words: readonly string[], isWhole = true): MarkedText {
  const marks = wordsIn(text)
    .filter(({ folded }) =>
      words.some((asked) => (isWhole ? looksLike(asked, folded) : folded.startsWith(asked))),
    )
    .map(({ from, to }) => ({ from, to }));
  return { text, marks };
}

/** The stretch of a passage that answers most of the words, with its marks; cut at words, with an ellipsis where cut. */
export function excerpt(text: string, words: readonly string[]): MarkedText {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const { marks } = marked(line, words);
  const start = startOf(line, marks);
  const end = endOf(line, start);
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    text: `${before}${line.slice(start, end)}${end < line.length ? ' …' : ''}`,
    marks: marks
      .filter(({ from, to }) => from >= start && to <= end)
      .map(({ from, to }) => ({ from: from + shift, to: to + shift })),
  };
}

/** Where the window with the most marks begins. */
function startOf(text: string, marks: MarkedText['marks']): number {
  let best = 0;
  let most = 0;
  for (const { from } of marks) {
    const inside = marks.filter((mark) => mark.from >= from && mark.to <= from + SHOWN - LEAD).length;
    if (inside > most) [best, most] = [from, inside];
  }
  if (best <= LEAD) return 0;
  const space = text.indexOf(' ', best - LEAD);
  return space < 0 || space >= best ? best : space + 1;
}

function endOf(text: string, start: number): number {
  if (text.length - start <= SHOWN) return text.length;
  const space = text.lastIndexOf(' ', start + SHOWN);
  return space > start ? space : start + SHOWN;
}

/** How the last word typed goes on in these titles, the most frequent first, as it is written there. */
export function completions(titles: readonly string[], typed: string, atMost = 5): string[] {
  const last = termsOf(typed).at(-1);
  if (last === undefined || /\s$/.test(typed)) return [];
  const counts = new Map<string, { shown: string; count: number }>();
  for (const title of titles) {
    for (const { from, to, folded } of wordsIn(title)) {
      if (!folded.startsWith(last) || folded === last) continue;
      const before = counts.get(folded);
      if (before === undefined) counts.set(folded, { shown: title.slice(from, to), count: 1 });
      else before.count += 1;
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || a.shown.length - b.shown.length)
    .slice(0, atMost)
    .map(({ shown }) => shown);
}
