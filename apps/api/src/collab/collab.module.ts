import { Global, Module } from '@nestjs/common';
import { CollabServer, systemClock, type DocStore } from '@kontor/collab';
import { DocumentId } from '@kontor/contracts';
import { DocumentTextActivity } from '@kontor/domain';
import { MongoDocStore } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { AccessModule } from '../access/access.module.js';
import type { Config } from '../config/config.js';
import type { Readiness } from '../platform/health/readiness.js';
import { CONFIG, DATABASE, LOG, READINESS } from '../platform/tokens.js';
import { CollabAccess } from './collab-access.js';
import { CollabDoor } from './collab-door.js';
import { CollabDrain } from './collab-drain.js';
import { measure } from './collab-figures.js';
import { CollabFallbackGateway } from './collab-fallback.gateway.js';
import { CollabRevocation } from './collab-revocation.js';
import { CollabUpgrade } from './collab-upgrade.js';
import { ConnectionQuota } from './connection-quota.js';
import { dyingAt } from './fail-point.js';
import { loopLoad } from './loop-load.js';
import { TextActivityRelay } from './text-activity-relay.js';
import { COLLAB_SERVER, DOC_STORE } from './tokens.js';

/** A person in a hurry, a pasted page and a reconnect stay below five seconds' worth at once. */
const ratesFor = (perSecond: number): { perSecond: number; burst: number } => ({
  perSecond,
  burst: perSecond * 5,
});

/** The sync engine on its store, with its two transports. Global: documents read and seed their text through it. */
@Global()
@Module({
  imports: [AccessModule],
  providers: [
    {
      provide: DOC_STORE,
      inject: [DATABASE, CONFIG],
      useFactory: (connection: Connection, config: Config): DocStore =>
        new MongoDocStore(connection, dyingAt(config.failPoint)),
    },
    {
      provide: COLLAB_SERVER,
      inject: [DOC_STORE, LOG, TextActivityRelay, READINESS, CONFIG],
      useFactory: (
        store: DocStore,
        log: Logger,
        relay: TextActivityRelay,
        readiness: Readiness,
        config: Config,
      ) => {
        const server = new CollabServer({
          store,
          clock: systemClock,
          limits: { rate: ratesFor(config.syncRate) },
          load: loopLoad(),
          log: {
            info: (message, fields) => log.info(fields, message),
            warn: (message, fields) => log.warn(fields, message),
            error: (message, fields) => log.error(fields, message),
          },
          alarm: (kind, fields) => log.error({ ...fields, alarm: kind }, 'the sync engine raises an alarm'),
          onStored: (documentId, _seq, at) => relay.heard(DocumentId.parse(documentId), at),
        });
        readiness.register('storing', () => server.status().storing);
        measure(server);
        return server;
      },
    },
    {
      provide: TextActivityRelay,
      inject: [DocumentTextActivity, LOG],
      useFactory: (activity: DocumentTextActivity, log: Logger) => new TextActivityRelay(activity, log),
    },
    CollabAccess,
    CollabUpgrade,
    CollabFallbackGateway,
    CollabRevocation,
    CollabDoor,
    CollabDrain,
    {
      provide: ConnectionQuota,
      inject: [CONFIG],
      useFactory: (config: Config) => new ConnectionQuota(config.connections),
    },
  ],
  exports: [DOC_STORE, COLLAB_SERVER, CollabUpgrade],
})
export class CollabModule {}
