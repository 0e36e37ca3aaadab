/** `AttachmentStore` of @kontor/domain. */
export const ATTACHMENT_STORE = Symbol('AttachmentStore');
