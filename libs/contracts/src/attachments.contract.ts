import { z } from 'zod';
import { IMAGE_LIMITS } from './files.contract.js';
import { AttachmentId } from './ids.js';

/** Limits of what is attached to posts: of one file, of one post, and of all that one person has put in anywhere. */
export const ATTACHMENT_LIMITS = {
  bytes: IMAGE_LIMITS.bytes,
  perPost: 10,
  bytesPerPerson: 500 * 1024 * 1024,
} as const;

/**
 * What posts take besides pictures, by the ending that a name gets, and the type under which it is answered. Judged by
 * content: names and claimed types are asked only which of the three kinds of text it is.
 */
export const ATTACHMENT_TYPES = {
  pdf: 'application/pdf',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  /** Every picture, whatever it was sent as. */
  webp: 'image/webp',
} as const;
export const AttachmentType = z.enum(
  Object.keys(ATTACHMENT_TYPES) as [keyof typeof ATTACHMENT_TYPES, ...(keyof typeof ATTACHMENT_TYPES)[]],
);
export type AttachmentType = z.infer<typeof AttachmentType>;

/** A file as it is shown under a post. Its bytes are at `/attachments/:id`. */
export const Attachment = z
  .object({ id: AttachmentId, name: z.string(), type: AttachmentType, bytes: z.number().int() })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

/** `POST /workspaces/:workspaceId/attachments` (multipart, one part named `file`) answers with this. */
export const StoredAttachment = z
  .object({
    ...Attachment.shape,
    url: z.string(),
    /** Of pictures only. */
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
  })
  .meta({ id: 'StoredAttachment' });
export type StoredAttachment = z.infer<typeof StoredAttachment>;

/** What a post names when it is sent. */
export const AttachmentIds = z
  .array(AttachmentId)
  .max(ATTACHMENT_LIMITS.perPost)
  .refine((ids) => new Set(ids).size === ids.length, 'must not name a file twice');
