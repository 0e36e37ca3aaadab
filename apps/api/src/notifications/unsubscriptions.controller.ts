import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Unsubscription, UnsubscriptionToken } from '@kontor/contracts';
import { Unsubscriptions } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { FromAnywhere } from '../platform/authorisation/from-anywhere.decorator.js';

type Token = string;

/** The link at the end of a mail. Reading it stops nothing: mail programs follow links on their own. */
@ApiTags('notifications')
@Controller('unsubscriptions/:token')
export class UnsubscriptionsController {
  constructor(@Inject(Unsubscriptions) private readonly unsubscriptions: Unsubscriptions) {}

  @Get()
  @Act('unsubscription.inspect')
  @ApiOkResponse({ standardSchema: Unsubscription })
  inspect(@Param('token', { schema: UnsubscriptionToken }) token: Token): Unsubscription {
    return this.unsubscriptions.inspect(token);
  }

  @Post()
  @HttpCode(200)
  @FromAnywhere()
  @Act('unsubscription.create')
  @ApiOkResponse({ standardSchema: Unsubscription })
  create(@Param('token', { schema: UnsubscriptionToken }) token: Token): Promise<Unsubscription> {
    return this.unsubscriptions.create(token);
  }
}
