import { lasts, type Fault } from '../fault.js';
import { fillDisk, obstacleToSmallDisk } from '../small-disk.js';

const PAGE = 'x'.repeat(20_000);
const REFUSED = 'group commit failed';

/** Not a byte more fits on the disk of the database, until somebody makes room. */
export const diskFull: Fault = {
  name: 'disk-full',
  stage: 'small-disk',
  obstacle: obstacleToSmallDisk,
  async strike({ stage, crowd, isLong }) {
    const { kontor } = stage;
    const free = fillDisk(kontor);
    try {
      const before = kontor.timesLogged(REFUSED);
      // The database has some room of its own left: it is used up, so that the fault is real.
      while (kontor.timesLogged(REFUSED) === before) {
        for (const writer of crowd.writers) writer.doc.getArray<string>('pages').push([PAGE]);
        await lasts(100);
      }
      await crowd.seeEachOther();
      await lasts(isLong ? 5_000 : 2_000);
    } finally {
      free();
    }
    await crowd.hearsAgain(crowd.now());
  },
};
