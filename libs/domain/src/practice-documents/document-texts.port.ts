import type {
  ContentLanguage,
  CreatePracticeDocument,
  DocumentId,
  PracticeDocumentContent,
  UserId,
} from '@kontor/contracts';

export interface TextSeed {
  template: CreatePracticeDocument['template'] | 'charter';
  language: ContentLanguage;
  title: string;
  userId: UserId;
}

/** The text of a document as records know it: started once, read as it is stored. Everything else is the engine's. */
export interface DocumentTexts {
  /** Idempotent: a second call changes nothing, so a template is never doubled. */
  seed(documentId: DocumentId, seed: TextSeed): Promise<void>;
  /** The last stored state. */
  read(documentId: DocumentId): Promise<Omit<PracticeDocumentContent, 'documentId'>>;
}
