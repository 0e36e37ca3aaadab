import { z } from 'zod';

/** Every id is 24 hex digits: one normal form, so nothing can be authorised under another spelling. */
const HEX24 = /^[0-9a-f]{24}$/;

const id = <B extends string>(brand: B) =>
  z
    .string()
    .regex(HEX24, 'must be 24 lower-case hexadecimal digits')
    .meta({ description: `Identifier (${brand}): 24 hexadecimal digits` })
    .brand(brand);

export const UserId = id('UserId');
export type UserId = z.infer<typeof UserId>;
export const SessionId = id('SessionId');
export type SessionId = z.infer<typeof SessionId>;
export const OrganisationId = id('OrganisationId');
export type OrganisationId = z.infer<typeof OrganisationId>;
export const CityId = id('CityId');
export type CityId = z.infer<typeof CityId>;
export const WorkspaceId = id('WorkspaceId');
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export const InvitationId = id('InvitationId');
export type InvitationId = z.infer<typeof InvitationId>;
export const DocumentId = id('DocumentId');
export type DocumentId = z.infer<typeof DocumentId>;
export const FileId = id('FileId');
export type FileId = z.infer<typeof FileId>;
export const AttachmentId = id('AttachmentId');
export type AttachmentId = z.infer<typeof AttachmentId>;
export const MailId = id('MailId');
export type MailId = z.infer<typeof MailId>;
export const ThreadId = id('ThreadId');
export type ThreadId = z.infer<typeof ThreadId>;
export const PostId = id('PostId');
export type PostId = z.infer<typeof PostId>;

export const CommitmentId = id('CommitmentId');
export type CommitmentId = z.infer<typeof CommitmentId>;

export const NotificationId = id('NotificationId');
export type NotificationId = z.infer<typeof NotificationId>;

/** ISO 8601 instant in UTC, as every response carries time. */
export const Instant = z.iso.datetime().meta({ description: 'ISO 8601 instant, UTC' });
/** Calendar day without a time zone, e.g. the start of a practice. */
export const Day = z.iso.date().meta({ description: 'ISO 8601 calendar day' });
