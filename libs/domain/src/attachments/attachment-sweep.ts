import type { ThreadRecords } from '../discussions/discussions.port.js';
import type { Job, JobRun } from '../jobs/job.js';
import type { Clock } from '../kernel/ports.js';
import type { AttachmentStore } from './attachments.port.js';
import { postsShowing } from './shown-in.js';

const HOUR_MS = 3_600_000;
/** Whoever began to write before a holiday goes on with their pictures and files: no draft says which it shows. */
const KEPT_MS = 30 * 24 * HOUR_MS;
const AT_ONCE = 100;

/** Lets go of files that no post shows thirty days after they were put in. */
export class AttachmentSweep implements Job {
  readonly name = 'attachment-sweep';
  readonly everyMs = HOUR_MS;

  constructor(
    private readonly store: Pick<AttachmentStore, 'loose' | 'keep' | 'drop'>,
    private readonly threads: Pick<ThreadRecords, 'byId' | 'post'>,
    private readonly clock: Clock,
  ) {}

  async run({ mayGoOn }: JobRun): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (;;) {
      const loose = await this.store.loose(before, AT_ONCE);
      for (const file of loose) {
        if (!mayGoOn()) return;
        // Its post was written, and whoever wrote it died before saying so.
        const isShown = (await postsShowing(this.threads, file)).length > 0;
        await (isShown ? this.store.keep([file.id]) : this.store.drop(file.id, before));
      }
      if (loose.length < AT_ONCE) return;
    }
  }
}
