import { SECTION_KEYS, type SectionKey } from '@kontor/contracts';
import type { JSONContent } from '@tiptap/core';
import { newSectionId, seededSectionIds } from '../schema/section-id.js';
import { sectionsToJson, type BlockInput } from './sections-to-json.js';
import { BLANK_TITLES, sectionGuides } from './guide.js';

export interface TemplateOptions {
  /** Content language of the document: titles of sections are in it where Kontor speaks it, else in English. */
  language?: string;
  /** Titles instead of the guide's own. */
  titles?: Partial<Record<SectionKey, string>>;
  /** Blocks that a section starts with. */
  content?: Partial<Record<SectionKey, BlockInput[]>>;
  /** Derives section ids from this instead of chance, so that the same call gives the same document. */
  idSeed?: string;
}

const ids = (seed: string | undefined): (() => string) =>
  seed === undefined ? newSectionId : seededSectionIds(seed);

/** A practice document with the nine sections of the guide, empty or filled as given. */
export function guidedTemplate(options: TemplateOptions = {}): JSONContent {
  const guides = sectionGuides(options.language ?? 'en');
  const newId = ids(options.idSeed);
  return sectionsToJson(
    SECTION_KEYS.map((key) => ({
      key,
      title: options.titles?.[key] ?? guides[key].title,
      blocks: options.content?.[key] ?? [],
    })),
    newId,
  );
}

/** A document with one untitled section: every text has at least one, for all that names sections. */
export function blankTemplate(
  options: Pick<TemplateOptions, 'language' | 'idSeed'> & { title?: string } = {},
): JSONContent {
  const title = options.title ?? (options.language === 'de' ? BLANK_TITLES.de : BLANK_TITLES.en);
  return sectionsToJson([{ key: null, title, blocks: [] }], ids(options.idSeed));
}
