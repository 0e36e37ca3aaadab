import type { Node } from '@tiptap/pm/model';
import { plainText } from './plain-text.js';

/** The words of one section, its heading first. */
export interface SectionText {
  id: string;
  text: string;
}

/** A document's words by section, in order: what search shows a passage of, and leads to. */
export function sectionTexts(doc: Node): SectionText[] {
  const sections: SectionText[] = [];
  doc.forEach((section) => {
    const id: unknown = section.attrs['id'];
    if (typeof id === 'string') sections.push({ id, text: plainText(section.toJSON()) });
  });
  return sections;
}
