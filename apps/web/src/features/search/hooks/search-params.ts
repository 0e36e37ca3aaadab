import { CONTENT_LANGUAGES, SEARCH_KINDS, SearchStatus, TOPICS } from '@kontor/contracts';
import { z } from 'zod';

const id = z.string().regex(/^[0-9a-f]{24}$/).optional().catch(undefined); // prettier-ignore
const day = z.iso.date().optional().catch(undefined);

/** What is searched for, kept in the address so that it can be sent, reloaded and stepped back to. */
export const SearchParams = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  kind: z.enum(SEARCH_KINDS).optional().catch(undefined),
  workspaceId: id,
  cityId: id,
  country: z.string().regex(/^[A-Z]{2}$/).optional().catch(undefined), // prettier-ignore
  topic: z.enum(TOPICS).optional().catch(undefined),
  language: z.enum(CONTENT_LANGUAGES).optional().catch(undefined),
  status: SearchStatus.optional().catch(undefined),
  from: day,
  until: day,
});
export type SearchParams = z.infer<typeof SearchParams>;

/** Everything but the words and the kind. */
export const NARROWING = [
  'workspaceId', 'cityId', 'country', 'topic', 'language', 'status', 'from', 'until',
] as const; // prettier-ignore
export const isNarrowed = (params: SearchParams): boolean =>
  NARROWING.some((name) => params[name] !== undefined);
