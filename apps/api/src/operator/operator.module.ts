import { Module } from '@nestjs/common';
import { MailOutbox, type InstanceFactsSource, type MailQueue } from '@kontor/domain';
import { INSTANCE_FACTS } from '../identity/tokens.js';
import { MAIL_QUEUE } from '../mail/tokens.js';
import { OperatorController } from './operator.controller.js';

@Module({
  controllers: [OperatorController],
  providers: [
    {
      provide: MailOutbox,
      inject: [MAIL_QUEUE, INSTANCE_FACTS],
      useFactory: (queue: MailQueue, instance: InstanceFactsSource) => new MailOutbox(queue, instance),
    },
  ],
})
export class OperatorModule {}
