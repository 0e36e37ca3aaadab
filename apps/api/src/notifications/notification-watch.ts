import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  CommitmentTelling,
  Digests,
  InvitationTelling,
  NotificationCentre,
  NotificationForgetting,
  SingleMails,
  ThreadTelling,
  type DomainEvent,
  type EventBus,
} from '@kontor/domain';
import type { Logger } from 'pino';
import { JobRunner } from '../jobs/job-runner.js';
import { settledWithin, STOP_WAITS_MS } from '../platform/settled-within.js';
import { EVENTS, LOG } from '../platform/tokens.js';

/** Starts the jobs of notifications and wakes them when something happened; what nobody woke them for they find. */
@Injectable()
export class NotificationWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #unsubscribe: () => void = () => undefined;
  #settling: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(JobRunner) private readonly runner: JobRunner,
    @Inject(ThreadTelling) private readonly telling: ThreadTelling,
    @Inject(InvitationTelling) private readonly invitations: InvitationTelling,
    @Inject(CommitmentTelling) private readonly commitments: CommitmentTelling,
    @Inject(SingleMails) private readonly singles: SingleMails,
    @Inject(Digests) private readonly digests: Digests,
    @Inject(NotificationForgetting) private readonly forgetting: NotificationForgetting,
    @Inject(NotificationCentre) private readonly centre: NotificationCentre,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    for (const job of [...this.tellers, this.singles, this.digests, this.forgetting]) this.runner.add(job);
    this.#unsubscribe = this.events.subscribe((event) => this.hear(event));
  }

  /** Tells now what was put into the database without anybody being told of it. */
  catchUp(): void {
    for (const { name } of this.tellers) this.runner.wake(name);
  }

  private get tellers() {
    return [this.telling, this.invitations, this.commitments];
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#unsubscribe();
    await settledWithin(this.#settling, STOP_WAITS_MS);
  }

  private hear(event: DomainEvent): void {
    if (event.type === 'thread.changed') this.runner.wake(this.telling.name);
    if (event.type === 'member.changed') this.runner.wake(this.invitations.name);
    if (event.type === 'commitment.changed') this.runner.wake(this.commitments.name);
    if (event.type !== 'thread.read') return;
    const { userId, threadId } = event;
    const settled = this.centre.noteThreadRead(userId, threadId).catch((error: unknown) => {
      // The list looks at what was read in threads as well: only the badge of other tabs is late.
      this.log.warn({ err: error }, 'could not settle notifications of a thread that was read');
    });
    this.#settling = Promise.all([this.#settling, settled]);
  }
}
