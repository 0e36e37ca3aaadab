import { z } from 'zod';
import { PostAuthor, type ThreadKind } from './discussions.contract.js';
import { PostId, ThreadId } from './ids.js';
import { CreatePracticeDocument, type SectionKey } from './practice-documents.contract.js';

/**
 * `PUT /threads/:threadId/posts/:postId/practice-documents/:key`: the client chooses the key, so that a repeat is the
 * same document.
 */
export const BeginningKey = z.string().regex(/^[0-9a-f]{24}$/, 'must be 24 hex digits');
export type BeginningKey = z.infer<typeof BeginningKey>;

export const BeginFromPost = CreatePracticeDocument.pick({
  title: true,
  template: true,
  docType: true,
  ownerOrganisationId: true,
  language: true,
});
export type BeginFromPost = z.infer<typeof BeginFromPost>;

const SECTION_OF: Readonly<Record<ThreadKind, SectionKey>> = {
  question: 'problem',
  problem: 'problem',
  'business-question': 'problem',
  idea: 'solution',
  decision: 'summary',
  announcement: 'summary',
  consultation: 'summary',
};

/** The section of the guided template that the words of a post go into. */
export const sectionForWords = (kind: ThreadKind): SectionKey => SECTION_OF[kind];

/** The post that a document began with. */
export const DocumentOrigin = z
  .object({
    /** Whose words they were. */
    author: PostAuthor,
    /** Where they were written; null for whoever may not read it. */
    thread: z.object({ id: ThreadId, title: z.string(), postId: PostId }).nullable(),
  })
  .meta({ id: 'DocumentOrigin' });
export type DocumentOrigin = z.infer<typeof DocumentOrigin>;
