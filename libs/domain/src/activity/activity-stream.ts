import type { Activity, ActivityQuery, Page, WorkspaceId, WorkspaceRole } from '@kontor/contracts';
import { isAllowed, scope } from '@kontor/policy';
import type { Access } from '../access/access.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { decodeTimeCursor, pageOf } from '../kernel/cursor.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import { membershipOf } from '../workspaces/workspace.js';
import type { WorkspaceStore } from '../workspaces/workspaces.port.js';
import type { ActivityReach, ActivityRecords, ActivityRow } from './activity.port.js';

/** What the stream is made readable with. */
export interface StreamMeans {
  workspaces: Pick<WorkspaceStore, 'ofMember'>;
  people: Pick<People, 'byIds'>;
  organisations: OrganisationDirectory;
}

interface Own {
  workspaceId: WorkspaceId;
  name: string;
  role: WorkspaceRole;
}

const LIST = 'activity';
const NAMED = 5;
const MAX_WORKSPACES = 500;

/** What happened, as one person may know it: judged when it is read, in the query. */
export class ActivityStream {
  constructor(
    private readonly records: ActivityRecords,
    private readonly access: Access,
    private readonly means: StreamMeans,
  ) {}

  async ofWorkspace(actor: Person, workspaceId: WorkspaceId, query: ActivityQuery): Promise<Page<Activity>> {
    const { workspace } = await this.access.require(actor, 'activity.read', { workspaceId });
    const role = membershipOf(workspace, actor.userId)?.role;
    return this.read(actor, role === undefined ? [] : [{ workspaceId, name: workspace.name, role }], query);
  }

  /** Of all workspaces of the reader that are not in the archive. */
  async ofPerson(actor: Person, query: ActivityQuery): Promise<Page<Activity>> {
    this.access.requireAct(actor, 'workspace.list');
    const page = { archived: false, after: null, limit: MAX_WORKSPACES };
    const workspaces = await this.means.workspaces.ofMember(actor.userId, page);
    const own = workspaces.flatMap((workspace): Own[] => {
      const role = membershipOf(workspace, actor.userId)?.role;
      return role === undefined ? [] : [{ workspaceId: workspace.id, name: workspace.name, role }];
    });
    return this.read(actor, own, query);
  }

  private async read(
    actor: Person,
    own: readonly Own[],
    { cursor, limit, ...filters }: ActivityQuery,
  ): Promise<Page<Activity>> {
    const after = decodeTimeCursor(LIST, cursor);
    const reaches = own.map(({ workspaceId, role }) => activityReachOf(actor, workspaceId, role));
    if (reaches.length === 0) return { items: [], nextCursor: null };
    const rows = await this.records.list({ ...filters, reaches, after, limit: limit + 1 });
    const page = pageOf(LIST, rows, limit, ({ record }) => ({
      key: record.lastAt.toISOString(),
      id: record.id,
    }));
    return { items: await this.views(actor, own, page.items), nextCursor: page.nextCursor };
  }

  private async views(actor: Person, own: readonly Own[], rows: readonly ActivityRow[]): Promise<Activity[]> {
    const ownOf = new Map(own.map((one) => [one.workspaceId, one]));
    const ids = rows.flatMap(({ record }) => record.people.slice(0, NAMED));
    const [people, places] = await Promise.all([
      this.means.people.byIds([...new Set(ids)]),
      this.placesOf(rows),
    ]);
    const nameOf = new Map(people.map(({ id, name }) => [id, name]));
    return rows.flatMap(({ record, document, thread, commitment }): Activity[] => {
      const workspace = ownOf.get(record.workspaceId);
      if (workspace === undefined) return [];
      const named = mayKnowWho(actor, workspace.role, record.kind) ? record.people.slice(0, NAMED) : [];
      return [
        {
          id: record.id,
          kind: record.kind,
          workspace: { id: record.workspaceId, name: workspace.name },
          day: record.day,
          at: record.lastAt.toISOString(),
          count: record.sources.length,
          document,
          thread,
          commitment,
          place: places(record),
          sections: record.sections.map(({ key, title }) => ({ key, title })),
          people: named.flatMap((id) => {
            const name = nameOf.get(id);
            return name === undefined ? [] : [{ id, name }];
          }),
        },
      ];
    });
  }

  private async placesOf(rows: readonly ActivityRow[]) {
    const cityIds = rows.flatMap(({ record }) => (record.cityId === null ? [] : [record.cityId]));
    const organisationIds = rows.flatMap(({ record: { cityId, organisationId } }) =>
      cityId === null && organisationId !== null ? [organisationId] : [],
    );
    const [cities, organisations] = await Promise.all([
      this.means.organisations.citiesByIds([...new Set(cityIds)]),
      this.means.organisations.organisationsByIds([...new Set(organisationIds)]),
    ]);
    const nameOf = new Map<string, string>([...cities, ...organisations].map(({ id, name }) => [id, name]));
    return ({ cityId, organisationId }: ActivityRow['record']): Activity['place'] => {
      const name = nameOf.get(cityId ?? organisationId ?? '');
      return name === undefined ? null : { cityId, name };
    };
  }
}

/** From the policy's scope, as plain values for a query. */
export function activityReachOf(actor: Person, workspaceId: WorkspaceId, role: WorkspaceRole): ActivityReach {
  const { documents, threads, commitments } = scope(actor);
  return {
    workspaceId,
    documents: documents.allAs.includes(role)
      ? 'all'
      : documents.sharedOnlyAs.includes(role)
        ? 'shared'
        : 'none',
    threads: threads.allAs.includes(role)
      ? 'all'
      : threads.communityOnlyAs.includes(role)
        ? 'community'
        : 'none',
    commitments: commitments.allAs.includes(role)
      ? 'all'
      : commitments.signedOnlyAs.includes(role)
        ? 'signed'
        : 'none',
    members: isAllowed({ actor, workspace: { role, archived: false } }, 'membership.read'),
  };
}

/** Who wrote in a text is told to those who answer for it (P-45); who said something is told with what was said. */
function mayKnowWho(actor: Person, role: WorkspaceRole, kind: Activity['kind']): boolean {
  if (kind !== 'text-edited') return true;
  const document = {
    ownerOrganisationId: '',
    status: 'draft' as const,
    archived: false,
    sharedWithMembers: true,
    published: false,
  };
  const facts = { actor, workspace: { role, archived: false }, document };
  return isAllowed(facts, 'practice-document.read-authorship');
}
