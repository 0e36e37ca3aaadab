import { COMMITMENT_STATES, TOPICS } from '@kontor/contracts';
import { z } from 'zod';

/** Lists stand comma-separated in the address bar, readable and short; what is unknown falls out silently. */
const listOf = (isKnown: (item: string) => boolean) =>
  z
    .string()
    .transform((text) => text.split(',').filter(isKnown).join(',') || undefined)
    .optional()
    .catch(undefined);

const among = (known: readonly string[]) => listOf((item) => known.includes(item));

/** The state of the register, kept in the address so that it can be sent, reloaded and stepped back to. */
export const CommitmentSearch = z.object({
  state: among(COMMITMENT_STATES),
  cityId: listOf((item) => /^[0-9a-f]{24}$/.test(item)),
  topic: among(TOPICS),
  show: z.enum(['soon', 'waiting']).optional().catch(undefined),
  view: z.enum(['table']).optional().catch(undefined),
  /** The dialog for a new commitment is open. */
  begin: z.boolean().optional().catch(undefined),
});
export type CommitmentSearch = z.infer<typeof CommitmentSearch>;

export const listIn = (text: string | undefined): string[] => (text ? text.split(',') : []);
export const listOut = (items: string[]): string | undefined =>
  items.length > 0 ? items.join(',') : undefined;

/** Whether anything is left out; how it is shown leaves out nothing. */
export const isNarrowed = ({ state, cityId, topic, show }: CommitmentSearch): boolean =>
  [state, cityId, topic, show].some((part) => part !== undefined);
