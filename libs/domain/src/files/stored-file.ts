import type { DocumentId, FileId, UserId, WorkspaceId } from '@kontor/contracts';

/** What is known about a stored image; its bytes are read apart. */
export interface FileRecord {
  id: FileId;
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  contentType: 'image/webp';
  /** As the uploader called it, cleaned; only ever shown in a download header. */
  name: string;
  width: number;
  height: number;
  bytes: number;
  createdBy: UserId;
  createdAt: Date;
}
