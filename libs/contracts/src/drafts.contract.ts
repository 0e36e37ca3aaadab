import { z } from 'zod';
import { Attachment, ATTACHMENT_LIMITS } from './attachments.contract.js';
import { PostBody } from './discussions.contract.js';
import { Instant, PostId } from './ids.js';

/** 0: nothing is kept. A later one is always higher, also after nothing was kept for a while. */
const DraftRevision = z.coerce.number().int().min(0);

/** `PUT /threads/:threadId/draft`: what somebody is writing there, for them alone. */
export const KeepDraft = z.strictObject({
  /** The revision that these words are written over. */
  revision: DraftRevision,
  /** The id under which they will be sent. The post of that id is the end of the draft. */
  postId: PostId,
  body: PostBody,
  /** The post that they answer; null: the thread as a whole. */
  answersId: PostId.nullable().default(null),
  /** Files below the words, as they were put in. Whether the post may show them is judged when it is sent. */
  attachments: Attachment.array().max(ATTACHMENT_LIMITS.perPost).default([]),
});
export type KeepDraft = z.infer<typeof KeepDraft>;

/** `DELETE /threads/:threadId/draft`: only the words of this revision. */
export const DropDraftQuery = z.strictObject({ revision: DraftRevision });
export type DropDraftQuery = z.infer<typeof DropDraftQuery>;

export const ThreadDraft = z
  .object({
    revision: z.number().int(),
    written: z
      .object({
        postId: PostId,
        body: PostBody,
        answersId: PostId.nullable(),
        attachments: Attachment.array(),
        savedAt: Instant,
      })
      .nullable(),
  })
  .meta({ id: 'ThreadDraft' });
export type ThreadDraft = z.infer<typeof ThreadDraft>;
