import type { DocumentId, UserId } from '@kontor/contracts';

/** Whose words something is. Within one answer the same author is the same value. */
export interface WordSource {
  /** `start`: what the document began with; `post`: words of a post that it began with. */
  origin: 'person' | 'start' | 'post' | 'unknown';
  /** Null only where unknown. */
  userId: UserId | null;
}

/** How much of a section is whose; characters as in `DocumentAuthorship`. */
export interface SectionSources {
  id: string | null;
  key: string | null;
  title: string;
  characters: number;
  bySource: ReadonlyMap<WordSource, number>;
}

/** A place in a text: of a section, of a block in it, of a character in that. All from 0. */
export interface TextPlace {
  section: number;
  block: number;
  offset: number;
}

export interface SourceRun extends TextPlace {
  sectionId: string | null;
  text: string;
  source: WordSource;
}

/** What was read, and of which durable state. */
export interface Stored<T> {
  value: T;
  seq: number;
  storedAt: string;
}

/** Who wrote a text, as its log knows it. */
export interface TextAuthorship {
  sections(documentId: DocumentId): Promise<Stored<SectionSources[]>>;
  /** `next` is null on the last page; `hasSection` is false when `sectionId` names none. */
  runs(
    documentId: DocumentId,
    query: { sectionId?: string | undefined; from?: TextPlace | undefined; limit: number },
  ): Promise<Stored<{ runs: SourceRun[]; next: TextPlace | null; hasSection: boolean }>>;
}
