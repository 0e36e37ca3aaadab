import { z } from 'zod';
import { CityId, DocumentId, UserId } from './ids.js';
import { ContentLanguage } from './locales.js';
import { PersonLanguage } from './people.contract.js';
import { Topic } from './practice-documents.contract.js';
import { WorkspaceRole } from './workspaces.contract.js';

/** A calendar month, `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-\d{2}$/);

const Companion = z.object({
  id: UserId,
  name: z.string(),
  role: WorkspaceRole,
  jobTitle: z.string(),
  languages: z.array(PersonLanguage),
  topics: z.array(Topic),
  expertise: z.array(z.string()),
});

/** The community of a workspace: what it agreed on, who keeps it going, who is where, and how it grows. */
export const Community = z
  .object({
    charter: z
      .object({
        id: DocumentId,
        title: z.string(),
        /** Community members read it too. */
        sharedWithMembers: z.boolean(),
      })
      .nullable(),
    facilitator: Companion.nullable(),
    /** Members by city; those without one come last, under no name. */
    places: z.array(
      z.object({ cityId: CityId.nullable(), name: z.string().nullable(), people: z.array(Companion) }),
    ),
    /** The last twelve months: members at the end of each, and posts in it that the reader may read. */
    growth: z.array(z.object({ month: Month, members: z.number().int(), posts: z.number().int() })),
    abilities: z.object({
      beginCharter: z.boolean(),
      /** Make a document of the workspace the charter, or none. */
      chooseCharter: z.boolean(),
      nameFacilitator: z.boolean(),
    }),
  })
  .meta({ id: 'Community' });
export type Community = z.infer<typeof Community>;

export const BeginCharter = z.strictObject({ language: ContentLanguage });
export type BeginCharter = z.infer<typeof BeginCharter>;

/** A document of the workspace; null takes the choice back: the charter is the one begun here, if there is one. */
export const ChooseCharter = z.strictObject({ documentId: DocumentId.nullable() });
export type ChooseCharter = z.infer<typeof ChooseCharter>;

/** A member of the workspace, or null: nobody. */
export const NameFacilitator = z.strictObject({ userId: UserId.nullable() });
export type NameFacilitator = z.infer<typeof NameFacilitator>;
