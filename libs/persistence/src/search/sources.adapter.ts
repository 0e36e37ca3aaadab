import { CityId, OrganisationId, UserId, WorkspaceId, type SearchKind } from '@kontor/contracts';
import {
  EMPTY_PROFILE,
  versionOf,
  type IndexedThing,
  type SearchSources,
  type ThingRef,
} from '@kontor/domain';
import type { Connection, Model } from 'mongoose';
import { z } from 'zod';
import { commitmentModel } from '../commitments/commitment.model.js';
import { threadModel } from '../discussions/thread.model.js';
import { accountModel } from '../identity/account.model.js';
import { StoredProfile } from '../identity/accounts.adapter.js';
import { cityModel, organisationModel } from '../organisations/places.model.js';
import { practiceDocumentModel } from '../practice-documents/practice-document.model.js';
import { workspaceModel } from '../workspaces/workspace.model.js';

const DocumentRow = z.object({ _id: z.string(), revision: z.number(), textChangedAt: z.date().nullable() });
const ThreadRow = z.object({ _id: z.string(), seq: z.number() });
const CommitmentRow = z.object({ _id: z.string(), revision: z.number() });
const PersonRow = z.object({
  _id: UserId,
  name: z.string(),
  organisationId: OrganisationId.nullable(),
  disabledAt: z.date().nullable(),
  profile: StoredProfile.default(EMPTY_PROFILE),
});
const OrganisationRow = z.object({ _id: z.string(), name: z.string(), cityId: CityId.nullable() });
const CityRow = z.object({
  _id: z.string(),
  name: z.string(),
  endonym: z.string(),
  country: z.string(),
  nuts3Label: z.string().nullable(),
});
const MembersRow = z.object({ _id: WorkspaceId, members: z.array(z.object({ userId: z.string() })) });

/** Which rows: one, or a page in the order of ids. */
type Which = { id: string } | { after: string; limit: number };

/** What there is to be found, as the nouns' own collections have it. Reads a few fields only. */
export class MongoSearchSources implements SearchSources {
  constructor(private readonly connection: Connection) {}

  existing(kind: SearchKind, after: string, limit: number): Promise<IndexedThing[]> {
    return this.rows(kind, { after, limit });
  }

  async version({ kind, ofId }: ThingRef): Promise<string | null> {
    const [row] = await this.rows(kind, { id: ofId });
    return row?.version ?? null;
  }

  private async rows(kind: SearchKind, which: Which): Promise<IndexedThing[]> {
    switch (kind) {
      case 'practice-document': {
        const rows = await read(practiceDocumentModel(this.connection), DocumentRow, which);
        return rows.map((row) => ({ ofId: row._id, version: versionOf.document(row) }));
      }
      case 'thread': {
        const rows = await read(threadModel(this.connection), ThreadRow, which);
        return rows.map((row) => ({ ofId: row._id, version: versionOf.thread(row) }));
      }
      case 'commitment': {
        const rows = await read(commitmentModel(this.connection), CommitmentRow, which);
        return rows.map((row) => ({ ofId: row._id, version: versionOf.commitment(row) }));
      }
      case 'person':
        return this.people(which);
      case 'organisation': {
        const rows = await read(organisationModel(this.connection), OrganisationRow, which);
        return rows.map((row) => ({ ofId: row._id, version: versionOf.organisation(row) }));
      }
      case 'city': {
        const rows = await read(cityModel(this.connection), CityRow, which);
        return rows.map((row) => ({ ofId: row._id, version: versionOf.city(row) }));
      }
    }
  }

  private async people(which: Which): Promise<IndexedThing[]> {
    const rows = await read(accountModel(this.connection), PersonRow, which);
    const ids = rows.map(({ _id }) => _id);
    const found: unknown[] = await workspaceModel(this.connection).aggregate([
      { $match: { 'members.userId': { $in: ids } } },
      {
        $project: { members: { $filter: { input: '$members', cond: { $in: ['$$this.userId', ids] } } } },
      },
    ]);
    const memberOf = new Map<string, WorkspaceId[]>();
    for (const { _id, members } of z.array(MembersRow).parse(found)) {
      for (const { userId } of members) memberOf.set(userId, [...(memberOf.get(userId) ?? []), _id]);
    }
    return rows.map((row) => ({
      ofId: row._id,
      version: versionOf.person(row, memberOf.get(row._id) ?? []),
    }));
  }
}

async function read<S, T extends z.ZodObject>(model: Model<S>, row: T, which: Which): Promise<z.output<T>[]> {
  const fields = Object.fromEntries(Object.keys(row.shape).map((name) => [name, 1 as const]));
  const match = 'id' in which ? { _id: which.id } : { _id: { $gt: which.after } };
  const rows: unknown[] = await model.aggregate([
    { $match: match },
    { $sort: { _id: 1 } },
    { $limit: 'id' in which ? 1 : which.limit },
    { $project: fields },
  ]);
  return z.array(row).parse(rows);
}
