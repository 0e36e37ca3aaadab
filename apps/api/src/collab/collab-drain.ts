import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { CollabServer } from '@kontor/collab';
import type { Readiness } from '../platform/health/readiness.js';
import { READINESS } from '../platform/tokens.js';
import { CollabUpgrade } from './collab-upgrade.js';
import { TextActivityRelay } from './text-activity-relay.js';
import { COLLAB_SERVER } from './tokens.js';

/** Leaves the rest of the 20 s that a stop may take to the database's own end; see main.ts. */
const DRAIN_MS = 12_000;

/** The order in which writing ends: nobody is sent here, what is there is stored and told, then connections go. */
@Injectable()
export class CollabDrain implements OnModuleDestroy, BeforeApplicationShutdown {
  #drained: Promise<void> | undefined;

  constructor(
    @Inject(READINESS) private readonly readiness: Readiness,
    @Inject(COLLAB_SERVER) private readonly server: CollabServer,
    @Inject(TextActivityRelay) private readonly relay: TextActivityRelay,
    @Inject(CollabUpgrade) private readonly upgrade: CollabUpgrade,
  ) {}

  /** Begins before anything else is waited for: modules go one after the other, and this needs nearly all of the time. */
  onModuleDestroy(): void {
    this.#drained = this.drain();
    // Whoever awaits it hears of a fault; until then it is nobody's.
    this.#drained.catch(() => undefined);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await (this.#drained ?? this.drain());
  }

  private async drain(): Promise<void> {
    this.readiness.drain();
    await this.server.drain(DRAIN_MS);
    await this.relay.drain();
    // The engine has said goodbye by now.
    await this.upgrade.close();
  }
}
