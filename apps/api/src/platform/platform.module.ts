import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { EventBus, systemClock, type Clock, type Ids } from '@kontor/domain';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { DoorGuard } from './authorisation/door.guard.js';
import type { DatabaseHost } from './database/database-host.js';
import { openDatabase, type Database } from './database/database.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { inputPipe } from './http/input.pipe.js';
import { ProblemFilter } from './http/problem.filter.js';
import { createLog } from './logging/nest-logger.js';
import { PublicUrl } from './public-url.js';
import { secretOf, tokensOf } from './secret.js';
import { CLOCK, CONFIG, DATABASE, EVENTS, IDS, LOG, PUBLIC_URL, READINESS, TOKENS } from './tokens.js';

/** What the caller may put in place of what is made here. */
export interface Overrides {
  /** For tests: time is all that they may replace. */
  clock?: Clock;
  /** A database that runs already; its owner decides what stopping it means. */
  host?: DatabaseHost;
}

const HANDLE = Symbol('Database');
const objectIds: Ids = { next: () => new mongoose.Types.ObjectId().toHexString() };

/** What every noun stands on; global, so that no module repeats it. */
@Global()
@Module({})
export class PlatformModule implements OnModuleDestroy, OnApplicationShutdown {
  constructor(
    @Inject(HANDLE) private readonly database: Database,
    @Inject(READINESS) private readonly readiness: Readiness,
  ) {}

  static register(config: Config, overrides: Overrides = {}): DynamicModule {
    const shared = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useFactory: () => createLog(config.logLevel) },
      { provide: CLOCK, useValue: overrides.clock ?? systemClock },
      { provide: IDS, useValue: objectIds },
      { provide: TOKENS, useFactory: () => tokensOf(secretOf(config)) },
      { provide: EVENTS, useFactory: () => new EventBus() },
      { provide: READINESS, useFactory: () => new Readiness() },
      { provide: PUBLIC_URL, useFactory: () => new PublicUrl(config) },
      {
        provide: HANDLE,
        inject: [LOG, READINESS],
        useFactory: (log: Logger, readiness: Readiness) =>
          openDatabase(config, log, readiness, overrides.host),
      },
      { provide: DATABASE, inject: [HANDLE], useFactory: (handle: Database) => handle.connection },
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: inputPipe },
      ],
      exports: shared.map(({ provide }) => provide).filter((token) => token !== HANDLE),
    };
  }

  /** First of all, before anything that takes its time: nobody is sent here any more. */
  onModuleDestroy(): void {
    this.readiness.drain();
  }

  /** Last of all: everything that writes has stopped by now. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
