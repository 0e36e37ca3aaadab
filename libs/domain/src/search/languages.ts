import type { ContentLanguage } from '@kontor/contracts';
import { wordsIn } from './words.js';

/** The small words that a text of the language can hardly do without; those of several languages count for each. */
const SMALL_WORDS: Readonly<Record<ContentLanguage, string>> = {
  en: 'the of and to in is that for it with as on are this be we you have not was how what do',
  de: 'der die das und ist nicht ein eine zu den mit von wir sie auf fur im auch wie es ich werden dem',
  nl: 'de het een van en is dat niet op te voor met zijn wij we aan ook hoe er wordt bij naar',
  da: 'og er at det en den til pa af med ikke som vi har for kan et de ogsa hvordan blev nar skal',
  sv: 'och ar att det en som pa av med inte vi har for kan ett den om hur fran eller ska maste',
  nb: 'og er at det en som pa av med ikke vi har for kan et den om hvordan fra eller skal ogsa etter',
  fi: 'ja on ei se etta kun mutta tai ovat me oli miten kuin myos joka jos vain olla sen hyvin ole',
  et: 'ja on ei et see kui mis ka oma aga voi meie kuidas mida oli siis nagu kas selle seda',
  lv: 'un ir ar par no ka uz lai kas vai to bet mes ka tas nav pie kad tika musu',
  lt: 'ir yra kad su is tai kaip ar bet mes per buvo nuo uz kas apie jau musu turi',
  pl: 'i w na z do nie jest sie ze to jak o co czy po dla od przez sa lub ale oraz mamy',
  fy: 'de it en fan is dat net op foar mei wy ek hoe yn in foaral troch wurdt oan dy',
};
const LANGUAGES = Object.entries(SMALL_WORDS).map(([language, words]) => ({
  language: language as ContentLanguage,
  words: new Set(words.split(' ')),
}));
/** Judged by its beginning; more says the same. */
const LOOKED_AT = 2_000;

/**
 * The language that a text is most likely in, by its small words; null when it has too few, or two languages are as likely.
 * A wrong guess costs little: words as they stand and their beginnings are found whatever the language.
 */
export function languageOf(text: string): ContentLanguage | null {
  const terms = wordsIn(text.slice(0, LOOKED_AT)).map(({ folded }) => folded);
  const scores = LANGUAGES.map(({ language, words }) => ({
    language,
    score: terms.filter((term) => words.has(term)).length,
  })).sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  if (first === undefined || first.score < 2) return null;
  return second !== undefined && second.score >= first.score ? null : first.language;
}
