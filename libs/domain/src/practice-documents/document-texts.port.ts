import type {
  ContentLanguage,
  CreatePracticeDocument,
  DocumentId,
  PostBody,
  PostId,
  PracticeDocumentContent,
  SectionKey,
  ThreadId,
  UserId,
} from '@kontor/contracts';

export interface TextSeed {
  template: CreatePracticeDocument['template'] | 'charter';
  language: ContentLanguage;
  title: string;
  userId: UserId;
}

/** A post whose words a text begins with, and what the text says about where they are from. */
export interface SeedWords {
  threadId: ThreadId;
  postId: PostId;
  body: PostBody;
  /** Where they go in the guided template. */
  section: SectionKey;
  /** Name and organisation; null when the account is gone. */
  author: string | null;
  threadTitle: string;
}

/** The text of a document as records know it: started once, read as it is stored. Everything else is the engine's. */
export interface DocumentTexts {
  /** Idempotent: a second call changes nothing, so a template is never doubled. */
  seed(documentId: DocumentId, seed: TextSeed): Promise<void>;
  /** As `seed`, with the words of a post. */
  seedFromPost(
    documentId: DocumentId,
    seed: TextSeed & { template: CreatePracticeDocument['template'] },
    words: SeedWords,
  ): Promise<void>;
  /** The last stored state. */
  read(documentId: DocumentId): Promise<Omit<PracticeDocumentContent, 'documentId'>>;
}
