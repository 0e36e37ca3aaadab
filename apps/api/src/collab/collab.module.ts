import { Global, Module } from '@nestjs/common';
import { CollabServer, systemClock, type DocStore } from '@kontor/collab';
import { MongoDocStore } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { AccessModule } from '../access/access.module.js';
import { DATABASE, LOG } from '../platform/tokens.js';
import { CollabAccess } from './collab-access.js';
import { CollabFallbackGateway } from './collab-fallback.gateway.js';
import { CollabRevocation } from './collab-revocation.js';
import { CollabUpgrade } from './collab-upgrade.js';
import { ConnectionQuota } from './connection-quota.js';
import { COLLAB_SERVER, DOC_STORE } from './tokens.js';

/** The sync engine on its store, with its two transports. Global: documents read and seed their text through it. */
@Global()
@Module({
  imports: [AccessModule],
  providers: [
    {
      provide: DOC_STORE,
      inject: [DATABASE],
      useFactory: (connection: Connection): DocStore => new MongoDocStore(connection),
    },
    {
      provide: COLLAB_SERVER,
      inject: [DOC_STORE, LOG],
      useFactory: (store: DocStore, log: Logger) =>
        new CollabServer({
          store,
          clock: systemClock,
          log: {
            info: (message, fields) => log.info(fields, message),
            warn: (message, fields) => log.warn(fields, message),
            error: (message, fields) => log.error(fields, message),
          },
          alarm: (kind, fields) => log.error({ ...fields, alarm: kind }, 'the sync engine raises an alarm'),
        }),
    },
    CollabAccess,
    CollabUpgrade,
    CollabFallbackGateway,
    CollabRevocation,
    ConnectionQuota,
  ],
  exports: [DOC_STORE, COLLAB_SERVER, CollabUpgrade],
})
export class CollabModule {}
