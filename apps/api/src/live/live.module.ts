import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { LiveAnnouncer } from './live-announcer.js';
import { LiveGateway } from './live.gateway.js';
import { LiveJudge } from './live-judge.js';
import { LiveRequests } from './live-requests.js';
import { Seats } from './seats.js';
import { ThreadPresences } from './thread-presences.js';

@Module({
  imports: [AccessModule],
  providers: [
    { provide: Seats, useFactory: () => new Seats() },
    LiveJudge,
    LiveRequests,
    ThreadPresences,
    LiveAnnouncer,
    LiveGateway,
  ],
  exports: [Seats],
})
export class LiveModule {}
