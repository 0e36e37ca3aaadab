import { DOC_TYPES, DOCUMENT_STATUSES, TOPICS } from '@kontor/contracts';
import { z } from 'zod';

/** Lists stand comma-separated in the address bar, readable and short; what is unknown falls out silently. */
const listOf = (known: readonly string[]) =>
  z
    .string()
    .transform(
      (text) =>
        text
          .split(',')
          .filter((item) => known.includes(item))
          .join(',') || undefined,
    )
    .optional()
    .catch(undefined);

/** The state of a workspace's list, kept in the address so that it can be sent, reloaded and stepped back to. */
export const DocumentSearch = z.object({
  q: z.string().max(100).optional().catch(undefined),
  status: listOf(DOCUMENT_STATUSES),
  docType: listOf(DOC_TYPES),
  topic: listOf(TOPICS),
  country: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/)
    .optional()
    .catch(undefined),
  archived: z.boolean().optional().catch(undefined),
  sort: z.enum(['title', 'created']).optional().catch(undefined),
  /** The dialog for a new document is open. */
  begin: z.boolean().optional().catch(undefined),
  view: z.enum(['table']).optional().catch(undefined),
});
export type DocumentSearch = z.infer<typeof DocumentSearch>;

export const listIn = (text: string | undefined): string[] => (text ? text.split(',') : []);
export const listOut = (items: string[]): string | undefined =>
  items.length > 0 ? items.join(',') : undefined;

/** How many of the narrowing parts are set; the view and the order narrow nothing. */
export const isNarrowed = (search: DocumentSearch): boolean =>
  [search.q, search.status, search.docType, search.topic, search.country].some((part) => part !== undefined);
