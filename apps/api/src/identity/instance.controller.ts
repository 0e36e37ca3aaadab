import { Body, Controller, Get, Inject, Optional, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Instance, Me, SetUp } from '@kontor/contracts';
import { AccountOpening } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CONFIG } from '../platform/tokens.js';
import type { DemoAccountList } from './demo-accounts.port.js';
import { SessionOpening } from './session-opening.js';
import { DEMO_ACCOUNTS } from './tokens.js';
import { VERSION } from './version.js';

/** What anyone may know before signing in, and the first step of an empty installation. */
@ApiTags('identity')
@Controller()
export class InstanceController {
  constructor(
    @Inject(AccountOpening) private readonly accounts: AccountOpening,
    @Inject(SessionOpening) private readonly opening: SessionOpening,
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(DEMO_ACCOUNTS) private readonly demo: DemoAccountList | undefined,
  ) {}

  @Get('instance')
  @Act('instance.read')
  @ApiOkResponse({ standardSchema: Instance })
  async read(): Promise<Instance> {
    const demo = this.config.demo ? this.demo : undefined;
    return {
      name: 'Kontor',
      version: VERSION,
      demo: this.config.demo,
      setUpNeeded: await this.accounts.isSetUpNeeded(),
      demoAccounts: demo?.accounts ?? [],
      demoPassword: demo?.password ?? null,
    };
  }

  /** Makes the operator, exactly once, and signs them in. */
  @Post('set-up')
  @Act('set-up.complete')
  @ApiCreatedResponse({ standardSchema: Me })
  async setUp(
    @Body({ schema: SetUp }) body: SetUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.opening.open(await this.accounts.setUp(body), request, reply);
  }
}
