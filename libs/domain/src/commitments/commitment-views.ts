import type { Commitment, DocumentId } from '@kontor/contracts';
import { commitmentRights } from '@kontor/policy';
import type { Access } from '../access/access.js';
import { commitmentFacts } from '../access/facts.js';
import { dayOf } from '../activity/activity.js';
import type { People } from '../identity/people.port.js';
import type { Person } from '../kernel/actor.js';
import { KontorError } from '../kernel/kontor-error.js';
import type { Clock } from '../kernel/ports.js';
import type { OrganisationCard, OrganisationDirectory } from '../organisations/organisations.port.js';
import type { WorkspaceStanding } from '../workspaces/workspace.js';
import {
  hashOf,
  hasChangedSinceSigned,
  isOver,
  possibleSteps,
  runsOutSoon,
  type CommitmentRecord,
} from './commitment.js';

/** A commitment as one person sees it today. */
export interface CommitmentView {
  commitment: CommitmentRecord;
  workspaceName: string;
  organisation: OrganisationCard | null;
  hash: string;
  changedSinceSigned: boolean;
  runsOut: boolean;
  isOver: boolean;
  /** Of the documents that prove something, those that the reader may open. */
  documents: ReadonlyMap<DocumentId, string>;
  preparedBy: string;
  settledBy: string;
  abilities: Commitment['abilities'];
}

export interface CommitmentInWorkspace {
  commitment: CommitmentRecord;
  workspace: Pick<WorkspaceStanding, 'name' | 'role' | 'archivedAt'>;
}

/** Makes views of many commitments with few look-ups in all. */
export class CommitmentViews {
  constructor(
    private readonly access: Access,
    private readonly people: Pick<People, 'byIds'>,
    private readonly organisations: Pick<OrganisationDirectory, 'organisationsByIds'>,
    private readonly clock: Clock,
  ) {}

  async of(actor: Person, rows: readonly CommitmentInWorkspace[]): Promise<CommitmentView[]> {
    const all = rows.map(({ commitment }) => commitment);
    const [people, organisations, documents] = await Promise.all([
      this.people.byIds([
        ...new Set(all.flatMap(({ createdBy, settled }) => [createdBy, ...(settled ? [settled.by] : [])])),
      ]),
      this.organisations.organisationsByIds([...new Set(all.map(({ organisationId }) => organisationId))]),
      this.documentsOf(actor, all),
    ]);
    const nameOf = new Map(people.map(({ id, name }) => [id, name]));
    const organisationOf = new Map(organisations.map((one) => [one.id, one]));
    const today = dayOf(this.clock.now());
    return rows.map(({ commitment, workspace }) => ({
      commitment,
      workspaceName: workspace.name,
      organisation: organisationOf.get(commitment.organisationId) ?? null,
      hash: hashOf(commitment),
      changedSinceSigned: hasChangedSinceSigned(commitment),
      runsOut: runsOutSoon(commitment, today),
      isOver: isOver(commitment, today),
      documents,
      preparedBy: nameOf.get(commitment.createdBy) ?? '',
      settledBy: (commitment.settled && nameOf.get(commitment.settled.by)) ?? '',
      abilities: abilitiesOf(actor, { commitment, workspace }, today),
    }));
  }

  async one(actor: Person, row: CommitmentInWorkspace): Promise<CommitmentView> {
    const [view] = await this.of(actor, [row]);
    if (view === undefined) throw new Error('a view per commitment');
    return view;
  }

  /** Titles of drafts are for those who may open them, also where a commitment names one. */
  private async documentsOf(
    actor: Person,
    commitments: readonly CommitmentRecord[],
  ): Promise<Map<DocumentId, string>> {
    const ids = new Set(
      commitments.flatMap(({ proofs }) => proofs.flatMap(({ documentId }) => documentId ?? [])),
    );
    const titles = await Promise.all(
      Array.from(ids, async (documentId): Promise<[DocumentId, string][]> => {
        try {
          const { document } = await this.access.require(actor, 'practice-document.read', { documentId });
          return [[documentId, document.title]];
        } catch (error) {
          if (error instanceof KontorError) return [];
          throw error;
        }
      }),
    );
    return new Map(titles.flat());
  }
}

/** What the right and the state both allow. */
function abilitiesOf(
  actor: Person,
  { commitment, workspace }: CommitmentInWorkspace,
  today: string,
): Commitment['abilities'] {
  const rights = commitmentRights(commitmentFacts(actor, workspace, commitment));
  const steps = possibleSteps(commitment, today);
  return {
    reword: rights.prepare && steps.reword,
    prove: rights.prepare && steps.prove,
    sign: rights.sign && steps.sign,
    keep: rights.settle && steps.keep,
    end: rights.settle && steps.end,
    resume: rights.settle && steps.resume,
    withdraw: rights.withdraw && steps.withdraw,
  };
}
