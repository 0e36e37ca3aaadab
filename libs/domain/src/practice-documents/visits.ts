import type { DocumentId, RecordVisit, WorkspaceId } from '@kontor/contracts';
import type { Access } from '../access/access.js';
import { reachesOf } from '../access/reach.js';
import type { Person } from '../kernel/actor.js';
import { decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import type { Clock } from '../kernel/ports.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { DocumentInWorkspace, DocumentView, DocumentViews } from './document-views.js';
import type { VisitRecord, VisitRecords } from './practice-documents.port.js';

export interface VisitView extends VisitRecord {
  view: DocumentView;
}

const LIST = 'visits';

/** "Continue where you left": one's own visits, and of these only documents that one may still read. */
export class Visits {
  constructor(
    private readonly records: VisitRecords,
    private readonly workspaces: WorkspaceStore,
    private readonly views: DocumentViews,
    private readonly access: Access,
    private readonly clock: Clock,
  ) {}

  async record(actor: Person, documentId: DocumentId, { sectionId }: RecordVisit): Promise<VisitView> {
    const grant = await this.access.require(actor, 'visit.record', { documentId });
    const visit = { documentId, sectionId, visitedAt: this.clock.now() };
    await this.records.record(actor.userId, visit);
    return { ...visit, view: await this.views.one(actor, grant) };
  }

  async list(
    actor: Person,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<{ items: VisitView[]; nextCursor: string | null }> {
    this.access.requireAct(actor, 'workspace.list');
    const after = decodeTimeCursor(LIST, query.cursor);
    const roles = await this.workspaces.rolesOf(actor.userId);
    const rows = await this.records.recent(actor.userId, reachesOf(actor, roles), {
      after,
      limit: query.limit + 1,
    });
    const page = pageOf(LIST, rows, query.limit, ({ visit }) => ({
      key: visit.visitedAt.toISOString(),
      id: visit.documentId,
    }));
    const standings = await this.standings(
      actor,
      page.items.map(({ document }) => document.workspaceId),
    );
    const shown = page.items.flatMap(({ visit, document }) => {
      const workspace = standings.get(document.workspaceId);
      return workspace === undefined ? [] : [{ visit, row: { document, workspace } }];
    });
    const views = await this.views.of(
      actor,
      shown.map(({ row }) => row),
    );
    const items = shown.flatMap(({ visit }, index) => {
      const view = views[index];
      return view === undefined ? [] : [{ ...visit, view }];
    });
    return { items, nextCursor: page.nextCursor };
  }

  private async standings(
    actor: Person,
    ids: readonly WorkspaceId[],
  ): Promise<Map<WorkspaceId, DocumentInWorkspace['workspace']>> {
    const found = await Promise.all(
      [...new Set(ids)].map((id) => this.workspaces.standing(id, actor.userId)),
    );
    return new Map(
      found.flatMap((standing) => (standing === null ? [] : [[standing.id, standing] as const])),
    );
  }
}
