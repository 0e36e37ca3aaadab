import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Commitment, CommitmentId, SettleCommitment } from '@kontor/contracts';
import { CommitmentChanges, Commitments, type Person, type Settling } from '@kontor/domain';
import { currentOnStale } from '../access/current-on-stale.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { presentCommitment } from './commitments.presenter.js';

/** How a commitment went, each step by an act of its own. */
@ApiTags('commitments')
@Controller('commitments/:commitmentId')
export class CommitmentSettlingController {
  constructor(
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(CommitmentChanges) private readonly changes: CommitmentChanges,
  ) {}

  @Post('keep')
  @HttpCode(200)
  @Act('commitment.settle')
  @ApiOkResponse({ standardSchema: Commitment })
  keep(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: SettleCommitment }) body: SettleCommitment,
  ): Promise<Commitment> {
    return this.settle(person, id, 'keep', body);
  }

  @Post('end')
  @HttpCode(200)
  @Act('commitment.settle')
  @ApiOkResponse({ standardSchema: Commitment })
  end(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: SettleCommitment }) body: SettleCommitment,
  ): Promise<Commitment> {
    return this.settle(person, id, 'end', body);
  }

  /** It was said too early that it was kept or had ended. */
  @Post('resume')
  @HttpCode(200)
  @Act('commitment.settle')
  @ApiOkResponse({ standardSchema: Commitment })
  resume(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: SettleCommitment }) body: SettleCommitment,
  ): Promise<Commitment> {
    return this.settle(person, id, 'resume', body);
  }

  @Post('withdraw')
  @HttpCode(200)
  @Act('commitment.withdraw')
  @ApiOkResponse({ standardSchema: Commitment })
  withdraw(
    @CurrentPerson() person: Person,
    @Param('commitmentId', { schema: CommitmentId }) id: CommitmentId,
    @Body({ schema: SettleCommitment }) body: SettleCommitment,
  ): Promise<Commitment> {
    return this.settle(person, id, 'withdraw', body);
  }

  private settle(
    person: Person,
    id: CommitmentId,
    step: Settling,
    body: SettleCommitment,
  ): Promise<Commitment> {
    const change = this.changes.settle(person, id, step, body).then(presentCommitment);
    return currentOnStale(change, async () => presentCommitment(await this.commitments.get(person, id)));
  }
}
