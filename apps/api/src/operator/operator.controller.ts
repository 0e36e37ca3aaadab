import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  AccountPage,
  MailPage,
  PageQuery,
  UserId,
  type AccountView,
  type MailView,
  type Page,
} from '@kontor/contracts';
import { MailOutbox, PeopleAdministration, type Person } from '@kontor/domain';
import type { z } from 'zod';
import { IdentityPresenter } from '../identity/identity.presenter.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { readCursor, writeCursor } from './cursor.js';
import { presentMail } from './operator.presenter.js';

type PageQuery = z.infer<typeof PageQuery>;

/** The operator's desk: accounts, and the outbox where mail stays in the house. Not there for anybody else. */
@ApiTags('operator')
@Controller('operator')
export class OperatorController {
  constructor(
    @Inject(PeopleAdministration) private readonly people: PeopleAdministration,
    @Inject(MailOutbox) private readonly outbox: MailOutbox,
    @Inject(IdentityPresenter) private readonly presenter: IdentityPresenter,
  ) {}

  @Get('mail')
  @Act('mail-outbox.read')
  @ApiOkResponse({ standardSchema: MailPage })
  async mails(
    @CurrentPerson() reader: Person,
    @Query({ schema: PageQuery }) { cursor, limit }: PageQuery,
  ): Promise<Page<MailView>> {
    const { items, next } = await this.outbox.list(reader, { after: readCursor(cursor), limit });
    return { items: items.map(presentMail), nextCursor: writeCursor(next) };
  }

  @Get('people')
  @Act('account.list')
  @ApiOkResponse({ standardSchema: AccountPage })
  async accounts(
    @CurrentPerson() reader: Person,
    @Query({ schema: PageQuery }) { cursor, limit }: PageQuery,
  ): Promise<Page<AccountView>> {
    const { items, next } = await this.people.list(reader, { after: readCursor(cursor), limit });
    return { items: await this.presenter.accounts(items), nextCursor: writeCursor(next) };
  }

  /** Signs the person out everywhere and keeps them out. */
  @Post('people/:userId/disable')
  @HttpCode(204)
  @Act('account.disable')
  @ApiNoContentResponse()
  async disable(
    @CurrentPerson() actor: Person,
    @Param('userId', { schema: UserId }) userId: UserId,
  ): Promise<void> {
    await this.people.disable(actor, userId);
  }

  @Post('people/:userId/enable')
  @HttpCode(204)
  @Act('account.enable')
  @ApiNoContentResponse()
  async enable(
    @CurrentPerson() actor: Person,
    @Param('userId', { schema: UserId }) userId: UserId,
  ): Promise<void> {
    await this.people.enable(actor, userId);
  }
}
