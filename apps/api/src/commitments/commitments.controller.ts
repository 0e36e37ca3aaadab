import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Commitment,
  CommitmentId,
  CommitmentPage,
  CommitmentQuery,
  PrepareCommitment,
  ProveCommitment,
  RewordCommitment,
  SignCommitment,
  WorkspaceId,
  type Page,
} from '@kontor/contracts';
import { CommitmentChanges, Commitments, type CommitmentView, type Person } from '@kontor/domain';
import { currentOnStale } from '../access/current-on-stale.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentCommitment } from './commitments.presenter.js';

const COMMITMENT = 'commitments/:commitmentId';

@ApiTags('commitments')
@Controller()
export class CommitmentsController {
  constructor(
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(CommitmentChanges) private readonly changes: CommitmentChanges,
  ) {}

  @Get('workspaces/:workspaceId/commitments')
  @Act('commitment.list')
  @ApiOkResponse({ standardSchema: CommitmentPage })
  async list(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Query({ schema: CommitmentQuery }) query: CommitmentQuery,
  ): Promise<Page<Commitment>> {
    const { items, nextCursor } = await this.commitments.list(person, workspaceId, query);
    return { items: items.map(presentCommitment), nextCursor };
  }

  @Put('workspaces/:workspaceId/commitments/:commitmentId')
  @Act('commitment.create')
  @ApiOkResponse({ standardSchema: Commitment })
  async prepare(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) workspaceId: WorkspaceId,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: PrepareCommitment }) body: PrepareCommitment,
  ): Promise<Commitment> {
    return presentCommitment(await this.commitments.prepare(person, workspaceId, id, body));
  }

  @Get(COMMITMENT)
  @Act('commitment.read')
  @ApiOkResponse({ standardSchema: Commitment })
  async read(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
  ): Promise<Commitment> {
    return presentCommitment(await this.commitments.get(person, id));
  }

  @Patch(COMMITMENT)
  @Act('commitment.prepare')
  @ApiOkResponse({ standardSchema: Commitment })
  reword(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: RewordCommitment }) body: RewordCommitment,
  ): Promise<Commitment> {
    return this.present(person, id, this.changes.reword(person, id, body));
  }

  @Put(`${COMMITMENT}/proofs`)
  @Act('commitment.prepare')
  @ApiOkResponse({ standardSchema: Commitment })
  prove(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: ProveCommitment }) body: ProveCommitment,
  ): Promise<Commitment> {
    return this.present(person, id, this.changes.prove(person, id, body));
  }

  /** Signs the wording of this hash, and no other. */
  @Post(`${COMMITMENT}/sign`)
  @HttpCode(200)
  @Act('commitment.sign')
  @ApiOkResponse({ standardSchema: Commitment })
  sign(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: SignCommitment }) body: SignCommitment,
  ): Promise<Commitment> {
    return this.present(person, id, this.changes.sign(person, id, body));
  }

  private present(person: Person, id: CommitmentId, change: Promise<CommitmentView>): Promise<Commitment> {
    return currentOnStale(change.then(presentCommitment), () => this.read(person, id));
  }
}
