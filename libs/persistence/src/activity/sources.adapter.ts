import { ThreadId } from '@kontor/contracts';
import type {
  ActivitySources,
  CommitmentRecord,
  PracticeDocumentRecord,
  ThreadRecord,
  WorkspaceRecord,
} from '@kontor/domain';
import type { Connection, PipelineStage } from 'mongoose';
import { z } from 'zod';
import { commitmentModel, CommitmentRow } from '../commitments/commitment.model.js';
import { threadModel } from '../discussions/thread.model.js';
import { practiceDocumentModel } from '../practice-documents/practice-document.model.js';
import { DocumentRowSchema } from '../practice-documents/practice-document.row.js';
import { workspaceModel } from '../workspaces/workspace.model.js';
import { WorkspaceRow } from '../workspaces/workspaces.adapter.js';

const Ids = z.array(z.object({ _id: ThreadId }));

/** What changed since, over the records of the other nouns. */
export class MongoActivitySources implements ActivitySources {
  constructor(private readonly connection: Connection) {}

  async documentsSince(at: Date, after: string, limit: number): Promise<PracticeDocumentRecord[]> {
    const since = { $gte: at };
    const match = { _id: { $gt: after }, $or: [{ createdAt: since }, { textChangedAt: since }] };
    const rows: unknown[] = await practiceDocumentModel(this.connection).aggregate(inOrder(match, limit));
    return z.array(DocumentRowSchema).parse(rows);
  }

  async threadsSince(at: Date, after: string, limit: number): Promise<Pick<ThreadRecord, 'id'>[]> {
    const match = { _id: { $gt: after }, lastPostAt: { $gte: at } };
    const stages = [...inOrder(match, limit), { $project: { _id: 1 } }];
    const rows: unknown[] = await threadModel(this.connection).aggregate(stages);
    return Ids.parse(rows).map(({ _id }) => ({ id: _id }));
  }

  async commitmentsSince(at: Date, after: string, limit: number): Promise<CommitmentRecord[]> {
    const match = { _id: { $gt: after }, updatedAt: { $gte: at } };
    const rows: unknown[] = await commitmentModel(this.connection).aggregate(inOrder(match, limit));
    return z.array(CommitmentRow).parse(rows);
  }

  async workspacesSince(at: Date, after: string, limit: number): Promise<WorkspaceRecord[]> {
    const match = { _id: { $gt: after }, 'members.since': { $gte: at } };
    const rows: unknown[] = await workspaceModel(this.connection).aggregate(inOrder(match, limit));
    return z.array(WorkspaceRow).parse(rows);
  }
}

const inOrder = ($match: object, $limit: number): PipelineStage[] => [
  { $match },
  { $sort: { _id: 1 } },
  { $limit },
];
