import { z } from 'zod';

/** Query of every list: an opaque cursor of the previous page and a page size. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});

/** A page: `nextCursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Repeated values of a list's filter, comma-separated: `?topic=eparticipation,identity`. */
export const csv = <T extends z.ZodType>(item: T) =>
  z
    .preprocess((v) => (typeof v === 'string' && v !== '' ? v.split(',') : v), z.array(item).max(20))
    .optional();
