import type { UiLanguage } from '@kontor/contracts';
import type { JSONContent } from '@tiptap/core';
import { sectionsToJson } from './sections-to-json.js';

/** A section of a charter, and the question that it answers: the question stands in the text until somebody answers it. */
interface Chapter {
  title: string;
  question: string;
}

const CHAPTERS: Readonly<Record<UiLanguage, readonly Chapter[]>> = {
  en: [
    { title: 'What we are here for', question: 'Which problem do we share, and what will be different when we have worked on it?' },
    { title: 'Who belongs to us', question: 'Who takes part, who else is welcome, and how does somebody join?' },
    { title: 'What we expect of each other', question: 'What does everybody bring, and by when does a question get an answer?' },
    { title: 'How we decide', question: 'Who decides what, and how do those hear of it who were not there?' },
    { title: 'When and how we meet', question: 'How often, in which language, and who writes down what was said?' },
    { title: 'How we know that it works', question: 'By which two or three signs shall we see in a year that it was worth it?' },
  ],
  de: [
    { title: 'Wozu es uns gibt', question: 'Welches Problem teilen wir, und was wird anders sein, wenn wir daran gearbeitet haben?' },
    { title: 'Wer dazugehört', question: 'Wer macht mit, wer ist noch willkommen, und wie kommt jemand dazu?' },
    { title: 'Was wir voneinander erwarten', question: 'Was bringt jede und jeder ein, und bis wann bekommt eine Frage eine Antwort?' },
    { title: 'Wie wir entscheiden', question: 'Wer entscheidet was, und wie erfahren es die, die nicht dabei waren?' },
    { title: 'Wann und wie wir uns treffen', question: 'Wie oft, in welcher Sprache, und wer schreibt auf, was gesagt wurde?' },
    { title: 'Woran wir merken, dass es gelingt', question: 'An welchen zwei oder drei Zeichen sehen wir in einem Jahr, dass es sich gelohnt hat?' },
  ],
}; // prettier-ignore

/**
 * What a community agrees on, as six questions. The same seed gives the same bytes.
 *
 * @param answers text of a chapter in place of its question, in the order of the chapters
 */
export function charterTemplate(
  options: { language?: string; idSeed?: string; answers?: readonly string[] } = {},
): JSONContent {
  const { language, idSeed, answers = [] } = options;
  const chapters = CHAPTERS[language === 'de' ? 'de' : 'en'];
  return sectionsToJson(
    chapters.map(({ title, question }, index) => {
      const answer = answers[index];
      return {
        key: null,
        title,
        blocks: [{ type: 'p', text: answer ?? [{ text: question, italic: true }] }],
      };
    }),
    idSeed,
  );
}
