import type { SectionKey, UiLanguage } from '@kontor/contracts';

/** What a section of the guided template is called and which question it answers. */
export interface SectionGuide {
  title: string;
  question: string;
}

/** Kept here and not in the web's catalogues: server (seeding, exports) and web (placeholders) must say the same. */
export const SECTION_GUIDES: Readonly<Record<UiLanguage, Readonly<Record<SectionKey, SectionGuide>>>> = {
  en: {
    summary: {
      title: 'Summary',
      question: 'What was done, for whom and with what result? Three sentences that a mayor can repeat.',
    },
    problem: {
      title: 'The problem',
      question:
        'What did not work, for whom, and how did you know? What would have happened had nobody acted?',
    },
    solution: {
      title: 'The solution',
      question: 'What exactly was introduced, and how does it work for the person who uses it, step by step?',
    },
    'users-involved': {
      title: 'Who was involved',
      question: 'Who took part, from residents to suppliers, at which point, and what did they change?',
    },
    resources: {
      title: 'Resources',
      question:
        'What did it take: money once and per year, staff, time, systems, laws? Say so if a figure is unknown.',
    },
    evidence: {
      title: 'Evidence',
      question:
        'Which figures or findings show that it worked, from which year and source? "None yet" is an answer.',
    },
    challenges: {
      title: 'Challenges and what failed',
      question:
        'What was harder than expected, what failed, and what would you do differently the second time?',
    },
    'why-it-works': {
      title: 'Why it works',
      question:
        'Which parts are essential? Without what would it stop working, however well the rest was copied?',
    },
    'transfer-potential': {
      title: 'Potential for transfer',
      question:
        'What could another city take over as it is, what must it adapt, and what does it need beforehand?',
    },
  },
  de: {
    summary: {
      title: 'Zusammenfassung',
      question: 'Was wurde getan, für wen und mit welchem Ergebnis? Drei Sätze, die man weitererzählen kann.',
    },
    problem: {
      title: 'Das Problem',
      question:
        'Was lief nicht, für wen, und woran war es zu erkennen? Was wäre geschehen, wenn niemand gehandelt hätte?',
    },
    solution: {
      title: 'Die Lösung',
      question:
        'Was genau wurde eingeführt, und wie funktioniert es Schritt für Schritt für die Menschen, die es nutzen?',
    },
    'users-involved': {
      title: 'Wer beteiligt war',
      question:
        'Wer war dabei, von Einwohnerinnen und Einwohnern bis zu Dienstleistern, wann, und was hat sich dadurch geändert?',
    },
    resources: {
      title: 'Mittel',
      question:
        'Was war nötig: Geld einmalig und jährlich, Personal, Zeit, Systeme, Rechtsgrundlagen? Unbekanntes bitte so nennen.',
    },
    evidence: {
      title: 'Belege',
      question:
        'Welche Zahlen oder Befunde zeigen die Wirkung, aus welchem Jahr und welcher Quelle? „Noch keine“ ist auch eine Antwort.',
    },
    challenges: {
      title: 'Schwierigkeiten und Gescheitertes',
      question:
        'Was war schwieriger als erwartet, was ist gescheitert, und was würden Sie beim zweiten Mal anders machen?',
    },
    'why-it-works': {
      title: 'Warum es funktioniert',
      question:
        'Welche Teile sind unverzichtbar? Ohne was würde es nicht mehr gehen, so gut der Rest auch übernommen ist?',
    },
    'transfer-potential': {
      title: 'Übertragbarkeit',
      question:
        'Was könnte eine andere Stadt unverändert übernehmen, was müsste sie anpassen, und was braucht sie vorher?',
    },
  },
};

/** Title of the one section of a blank document. */
export const BLANK_TITLES: Readonly<Record<UiLanguage, string>> = { en: 'Text', de: 'Text' };

/** The guide in the language, in English where Kontor does not speak it yet. */
export function sectionGuides(language: string): Readonly<Record<SectionKey, SectionGuide>> {
  return language === 'de' ? SECTION_GUIDES.de : SECTION_GUIDES.en;
}
