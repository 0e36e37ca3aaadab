import type { Readable } from 'node:stream';
import type { FileId } from '@kontor/contracts';
import type { FileRecord } from './stored-file.js';

export interface FileStore {
  /** All or nothing: when it fails, nothing of it is left. */
  put(file: FileRecord, content: Buffer): Promise<void>;
  byId(id: FileId): Promise<FileRecord | null>;
  open(id: FileId): Readable;
}

/** Looks at bytes, not at names: returns a fresh picture made from them, or refuses. */
export interface ImageMaker {
  /** By the first bytes: whether it is a picture of a kind that is taken, sound or not. */
  takes(bytes: Buffer): boolean;
  /** @throws KontorError image-refused, naming the rule that the bytes break */
  remake(bytes: Buffer): Promise<{ content: Buffer; width: number; height: number }>;
}
