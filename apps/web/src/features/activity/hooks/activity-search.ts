import { z } from 'zod';

/** What the address of a stream says. */
export const ActivitySearch = z.object({
  show: z.enum(['documents', 'threads', 'members', 'commitments']).optional().catch(undefined),
  cityId: z.string().max(24).optional().catch(undefined),
});
export type ActivitySearch = z.infer<typeof ActivitySearch>;
