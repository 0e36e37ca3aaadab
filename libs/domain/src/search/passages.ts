/** A stretch of a thing's text that is found, marked and shown as one. */
export interface Passage {
  part: string;
  place: string | null;
  text: string;
}

/** A few paragraphs: what fits around a found word, and little to write again when one word changes. */
const LONGEST = 2_000;
/** About 300,000 words: what stands after them is not found, so that one text cannot fill the index. */
export const MAX_PASSAGES = 1_000;

/** A part of a text with an address of its own. */
export interface TextPart {
  /** Stable: a section's id, a post's number. */
  key: string;
  place: string | null;
  text: string;
}

/** Cuts each part at ends of lines or sentences; passages of a part that did not change keep their names. */
export function passagesOf(parts: readonly TextPart[]): Passage[] {
  const passages: Passage[] = [];
  for (const { key, place, text } of parts) {
    let no = 0;
    for (let rest = text.trim(); rest !== '' && passages.length < MAX_PASSAGES; no += 1) {
      const cut = rest.length <= LONGEST ? rest.length : placeToCut(rest);
      passages.push({ part: `${key}.${no}`, place, text: rest.slice(0, cut).trim() });
      rest = rest.slice(cut).trim();
    }
  }
  return passages;
}

/** After the last line, else sentence, else word that still fits; never within a pair of code units. */
function placeToCut(text: string): number {
  const head = text.slice(0, LONGEST);
  for (const [end, after] of [['\n', 1], ['. ', 2], [' ', 1]] as const) {
    const at = head.lastIndexOf(end);
    if (at > LONGEST / 3) return at + after;
  }
  const last = head.charCodeAt(LONGEST - 1);
  return last >= 0xd800 && last <= 0xdbff ? LONGEST - 1 : LONGEST;
} // prettier-ignore
