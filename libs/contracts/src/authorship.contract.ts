import { z } from 'zod';
import { DocumentId, Instant, OrganisationId, UserId } from './ids.js';
import { PageQuery } from './paging.js';

/**
 * Where words come from: typed (or pasted, moved, brought back) by a `person`; what the document began with, of its
 * `template`, of a `post` that it was begun from or, in the demonstration, `sample` text that nobody here wrote; `unknown`
 * where the log has no owner.
 */
export const WORD_ORIGINS = ['person', 'template', 'post', 'sample', 'unknown'] as const;
export const WordOrigin = z.enum(WORD_ORIGINS);
export type WordOrigin = z.infer<typeof WordOrigin>;

/**
 * What an author is to the workspace today: a member; a `disabled` one, whose account is closed; a former member, who left
 * or was removed; or `gone`, a former member whose account no longer exists and of whom nothing else is told.
 */
export const AUTHOR_STANDINGS = ['member', 'disabled', 'former-member', 'gone'] as const;
export const AuthorStanding = z.enum(AUTHOR_STANDINGS);
export type AuthorStanding = z.infer<typeof AuthorStanding>;

export const TextAuthor = z
  .object({
    origin: WordOrigin,
    /**
     * Who wrote it; of a template, a post or sample text, who started the document with it. Null where unknown. Whose post
     * it was is told by the document's origin.
     */
    person: z
      .object({
        /** Null when gone. */
        userId: UserId.nullable(),
        /** Null when gone: show "former member". */
        name: z.string().nullable(),
        /** That of the account. It is given when an account is opened and never changes, so it is that of the time of writing. */
        organisation: z.object({ id: OrganisationId, name: z.string() }).nullable(),
        standing: AuthorStanding,
      })
      .nullable(),
  })
  .meta({ id: 'TextAuthor' });
export type TextAuthor = z.infer<typeof TextAuthor>;

const Characters = z
  .number()
  .int()
  .min(0)
  .meta({ description: 'UTF-16 code units; a mention, break, picture or rule counts one' });
const AuthorIndex = z.number().int().min(0).meta({ description: 'Place in `authors` of the same answer' });

const shares = {
  characters: Characters,
  /** Most first; at most 50. */
  shares: z.array(
    z.object({
      author: AuthorIndex,
      characters: Characters,
      /** Of the characters of the whole or the section, from 0 to 1, rounded to four digits. */
      share: z.number().min(0).max(1),
    }),
  ),
  /** All authors beyond those, together. */
  others: z.object({ authors: z.number().int(), characters: Characters }),
};

const authored = {
  documentId: DocumentId,
  /** Place in the document's log that the answer tells of: pages with different ones are of different texts. */
  seq: z.number().int(),
  storedAt: Instant.nullable(),
  /** Everybody whom this answer names by place. */
  authors: z.array(TextAuthor),
};

export const SectionAuthorship = z.object({
  /** Null for a section without an id, or with an invalid one. */
  sectionId: z.string().nullable(),
  key: z.string().nullable(),
  /** Cut to 200 characters. */
  title: z.string(),
  ...shares,
});
export type SectionAuthorship = z.infer<typeof SectionAuthorship>;

/** `GET /practice-documents/:id/authorship`: how much of the text is whose, as a whole and section by section. */
export const DocumentAuthorship = z
  .object({
    ...authored,
    document: z.object(shares),
    /** In reading order. */
    sections: z.array(SectionAuthorship),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'DocumentAuthorship' });
export type DocumentAuthorship = z.infer<typeof DocumentAuthorship>;

/** `GET /practice-documents/:id/authorship/runs`: the text itself, run by run in reading order. */
export const AuthorRunPage = z
  .object({
    ...authored,
    items: z.array(
      z.object({
        /** Place of the section in the document, from 0: ids can be missing. */
        section: z.number().int(),
        sectionId: z.string().nullable(),
        /** Place among the section's blocks that hold text, from 0. */
        block: z.number().int(),
        /** Characters before it in its block. */
        offset: Characters,
        length: Characters,
        /** U+FFFC stands for a mention, break, picture or rule. A run longer than 1,000 goes on in the next one. */
        text: z.string(),
        author: AuthorIndex,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'AuthorRunPage' });
export type AuthorRunPage = z.infer<typeof AuthorRunPage>;

export const AuthorshipQuery = PageQuery;
export type AuthorshipQuery = z.infer<typeof AuthorshipQuery>;

export const AuthorRunQuery = PageQuery.extend({
  /** Id of a section: only its runs. */
  section: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type AuthorRunQuery = z.infer<typeof AuthorRunQuery>;
