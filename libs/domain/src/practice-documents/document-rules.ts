import type { CityId, OrganisationId } from '@kontor/contracts';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { invalidField } from '../kernel/kontor-error.js';
import type { OrganisationDirectory } from '../organisations/organisations.port.js';
import type { WorkspaceRecord } from '../workspaces/workspace.js';
import type { DocumentFields } from './practice-document.js';

/** What must hold between a document's fields and the world; each fault names its field. */
export class DocumentRules {
  constructor(
    private readonly people: People,
    private readonly organisations: OrganisationDirectory,
  ) {}

  /** A document belongs to an organisation that takes part: the author's own, or one of a member. */
  async requireOwner(
    actor: Person,
    workspace: Pick<WorkspaceRecord, 'members'>,
    owner: OrganisationId,
  ): Promise<void> {
    if ((await this.organisations.organisationsByIds([owner])).length === 0) throw unknownOwner();
    if (owner === actor.organisationId) return;
    const members = await this.people.byIds(workspace.members.map((member) => member.userId));
    if (members.some((member) => member.organisationId === owner)) return;
    throw unknownOwner();
  }

  /** @returns the countries of the cities, each once */
  async requireCities(cityIds: readonly CityId[]): Promise<string[]> {
    if (cityIds.length === 0) return [];
    const found = await this.organisations.citiesByIds(cityIds);
    const known = new Set(found.map((city) => city.id));
    const index = cityIds.findIndex((id) => !known.has(id));
    if (index >= 0)
      throw invalidField(`cityIds.${index}`, 'unknown', `cityIds.${index}: there is no such city`);
    return [...new Set(found.map((city) => city.country))].sort();
  }

  /** Calendar days compare as text. */
  requireOrder({ startDate, endDate }: Pick<DocumentFields, 'startDate' | 'endDate'>): void {
    if (startDate === null || endDate === null || startDate <= endDate) return;
    throw invalidField('endDate', 'before-start', 'endDate: lies before the start');
  }
}

const unknownOwner = () =>
  invalidField(
    'ownerOrganisationId',
    'not-a-partner',
    'ownerOrganisationId: must be your own organisation or one of a member of this workspace',
  );
