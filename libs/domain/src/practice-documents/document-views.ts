import type { CityId, OrganisationId, PracticeDocument } from '@kontor/contracts';
import { documentAbilities } from '@kontor/policy';
import { documentFacts } from '../access/facts.js';
import type { Actor } from '../kernel/actor.js';
import type {
  CityCard,
  OrganisationCard,
  OrganisationDirectory,
} from '../organisations/organisations.port.js';
import type { WorkspaceStanding } from '../workspaces/workspace.js';
import type { PracticeDocumentRecord } from './practice-document.js';

/** A document as one person sees it, with the names that its references stand for. */
export interface DocumentView {
  document: PracticeDocumentRecord;
  workspaceName: string;
  owner: OrganisationCard | null;
  cities: CityCard[];
  abilities: PracticeDocument['abilities'];
}

export interface DocumentInWorkspace {
  document: PracticeDocumentRecord;
  workspace: Pick<WorkspaceStanding, 'name' | 'role' | 'archivedAt'>;
}

/** Makes views of many documents with two look-ups in all. */
export class DocumentViews {
  constructor(private readonly organisations: OrganisationDirectory) {}

  async of(actor: Actor, rows: readonly DocumentInWorkspace[]): Promise<DocumentView[]> {
    const ownerIds = new Set<OrganisationId>(rows.map(({ document }) => document.ownerOrganisationId));
    const cityIds = new Set<CityId>(rows.flatMap(({ document }) => document.cityIds));
    const [owners, cities] = await Promise.all([
      this.organisations.organisationsByIds([...ownerIds]),
      this.organisations.citiesByIds([...cityIds]),
    ]);
    const ownerById = new Map(owners.map((owner) => [owner.id, owner]));
    const cityById = new Map(cities.map((city) => [city.id, city]));
    return rows.map(({ document, workspace }) => ({
      document,
      workspaceName: workspace.name,
      owner: ownerById.get(document.ownerOrganisationId) ?? null,
      cities: document.cityIds.flatMap((id) => cityById.get(id) ?? []),
      abilities: documentAbilities(documentFacts(actor, workspace, document)),
    }));
  }

  async one(actor: Actor, row: DocumentInWorkspace): Promise<DocumentView> {
    const [view] = await this.of(actor, [row]);
    if (view === undefined) throw new Error('a view per document');
    return view;
  }
}
