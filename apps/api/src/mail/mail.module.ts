import { join } from 'node:path';
import {
  Global,
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Clock, Ids, MailQueue } from '@kontor/domain';
import { MongoMailQueue } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { CLOCK, CONFIG, DATABASE, IDS, LOG, MAILER } from '../platform/tokens.js';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { MailDelivery } from './mail-delivery.js';
import { DiskTransport, SmtpTransport } from './mail-transport.js';
import { OutboxMailer } from './outbox-mailer.js';
import { MAIL_QUEUE } from './tokens.js';

const transportOf = (config: Config) =>
  config.smtpUrl === undefined
    ? new DiskTransport(join(config.dataDir, 'mail'), config.mailFrom)
    : new SmtpTransport(config.smtpUrl, config.mailFrom);

/** The outbox and its delivery; global, since every noun may have something to write to somebody. */
@Global()
@Module({
  providers: [
    { provide: MAIL_QUEUE, inject: [DATABASE], useFactory: (db: Connection) => new MongoMailQueue(db) },
    {
      provide: OutboxMailer,
      inject: [MAIL_QUEUE, IDS, CLOCK],
      useFactory: (queue: MailQueue, ids: Ids, clock: Clock) => new OutboxMailer(queue, ids, clock),
    },
    { provide: MAILER, useExisting: OutboxMailer },
    {
      provide: MailDelivery,
      inject: [MAIL_QUEUE, CONFIG, CLOCK, LOG],
      useFactory: (queue: MailQueue, config: Config, clock: Clock, log: Logger) =>
        new MailDelivery(queue, transportOf(config), clock, log),
    },
  ],
  exports: [MAILER, MAIL_QUEUE, MailDelivery],
})
export class MailModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(MailDelivery) private readonly delivery: MailDelivery,
    @Inject(OutboxMailer) private readonly mailer: OutboxMailer,
  ) {}

  onApplicationBootstrap(): void {
    this.mailer.onQueued(() => this.delivery.wake());
    this.delivery.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await settledWithin(this.delivery.stop(), STOP_WAITS_MS);
  }
}
