import { z } from 'zod';

/** What the address of a list of threads says; anything else in it is left out. */
export const ThreadSearch = z.object({
  show: z.enum(['unread', 'mine', 'unanswered', 'decisions']).optional().catch(undefined),
  /** The dialog for a new thread is open. */
  begin: z.boolean().optional().catch(undefined),
  cityId: z.string().length(24).optional().catch(undefined),
  tag: z.string().max(30).optional().catch(undefined),
});
export type ThreadSearch = z.infer<typeof ThreadSearch>;
