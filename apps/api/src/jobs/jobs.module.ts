import { Global, Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@kontor/domain';
import { MongoJobLeases } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { CLOCK, DATABASE, LOG } from '../platform/tokens.js';
import { JobRunner } from './job-runner.js';

/** The runner of background work; global, since every noun may have some. Modules add their jobs when they start. */
@Global()
@Module({
  providers: [
    {
      provide: JobRunner,
      inject: [DATABASE, CLOCK, LOG],
      useFactory: (database: Connection, clock: Clock, log: Logger) =>
        new JobRunner(new MongoJobLeases(database), clock, log),
    },
  ],
  exports: [JobRunner],
})
export class JobsModule implements BeforeApplicationShutdown {
  constructor(@Inject(JobRunner) private readonly runner: JobRunner) {}

  async beforeApplicationShutdown(): Promise<void> {
    await settledWithin(this.runner.stop(), STOP_WAITS_MS);
  }
}
