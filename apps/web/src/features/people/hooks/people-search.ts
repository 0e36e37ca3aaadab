import { z } from 'zod';

const word = z.string().max(80).optional().catch(undefined);

/** What the address of the directory says; the server judges the values. */
export const PeopleSearch = z.object({
  q: word,
  cityId: word,
  language: word,
  topic: word,
  expertise: word,
});
export type PeopleSearch = z.infer<typeof PeopleSearch>;
