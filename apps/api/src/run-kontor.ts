import { setTimeout as pause } from 'node:timers/promises';
import { connectDatabase } from '@kontor/persistence';
import type { Config } from './config/config.js';
import { startKontor } from './kontor-app.js';
import { type DatabaseHost, hostDatabase } from './platform/database/database-host.js';
import { createLog } from './platform/logging/nest-logger.js';
import { RestorationWatch } from './restoration/restoration-watch.js';
import { waitingRoom } from './restoration/waiting-room.js';

const GOODBYE_MS = 1_000;

/**
 * Kontor as a process: serves until it is stopped, and steps aside for a restore. While the data are replaced the app is
 * gone altogether and a waiting room answers at its address; after it a new app starts on the new data. So no room, cache
 * or job of the old data survives, and nothing half restored is ever served, also not after a start in the middle of it.
 *
 * @param announce called with the address whenever Kontor is ready
 */
export async function runKontor(config: Config, announce: (url: string) => void): Promise<never> {
  const log = createLog(config.logLevel);
  const host = await hostDatabase(config, log);
  const name = host.dbName === undefined ? {} : { dbName: host.dbName };
  const connection = await connectDatabase(host.uri, { ...name, appName: 'kontor-watch', maxPoolSize: 2 });
  const watch = new RestorationWatch(connection);
  let isGivingWay = false;
  const lent: DatabaseHost = {
    ...host,
    stop: async () => {
      // The app goes, the database stays: what is restored must get into it.
      if (isGivingWay) return;
      // A database that hangs must not hold up the end: an announcement left behind dies of silence.
      await Promise.race([watch.stopServing(), pause(GOODBYE_MS)]);
      await connection.close();
      await host.stop();
    },
  };
  for (let { port } = config; ;) {
    if (await watch.mayServe()) {
      const kontor = await startKontor({ ...config, port }, { host: lent });
      ({ port } = kontor);
      announce(kontor.url);
      await watch.untilReplaced();
      log.warn('a backup is being restored: Kontor serves nobody until it is there');
      isGivingWay = true;
      await kontor.giveWay();
      isGivingWay = false;
      await watch.stopServing();
    } else {
      log.warn(
        'a restore was begun and is not finished: Kontor serves nobody until it is (npm run restore -- DIR)',
      );
    }
    const room = await waitingRoom({ host: config.host, port, stop: () => lent.stop() });
    ({ port } = room);
    await watch.untilOver();
    await room.close();
    log.warn('the backup is restored');
  }
}
