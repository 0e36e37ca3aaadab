import { z } from 'zod';
import { FileId } from './ids.js';

/** Limits of an image upload: judged by content, never by name or by the type that the client claims. */
export const IMAGE_LIMITS = { bytes: 10 * 1024 * 1024, pixels: 50_000_000, edge: 2400 } as const;
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const;

/** `POST /practice-documents/:id/files` (multipart, one part named `file`) answers with this. */
export const StoredImage = z
  .object({
    id: FileId,
    url: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
  })
  .meta({ id: 'StoredImage' });
export type StoredImage = z.infer<typeof StoredImage>;
