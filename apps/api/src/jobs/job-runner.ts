import { randomUUID } from 'node:crypto';
import type { Clock, Job, JobLeases } from '@kontor/domain';
import type { Logger } from 'pino';

/** Longer than a pause of the process should be; a node that died lets go after this. */
const LEASE_MS = 60_000;
const RENEW_MS = LEASE_MS / 3;
/** A part of its interval: timers look once an interval, and a job that is due a moment after that look would wait for a second one. */
const DUE_AFTER = 0.9;
/** Somebody else was at it when we were asked: what we were asked for may have come after it looked. */
const ASK_AGAIN_MS = 1_000;

interface Post {
  job: Job;
  timer: NodeJS.Timeout;
  /** Settles when the run in hand has ended. */
  round: Promise<void>;
  isBusy: boolean;
  isAsked: boolean;
}

/** Runs jobs on this node, each only while it holds the job's lease; a fault is logged and the next run tries again. */
export class JobRunner {
  readonly #owner = randomUUID();
  readonly #posts = new Map<string, Post>();
  #isStopped = false;

  constructor(
    private readonly leases: JobLeases,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** From now on the job runs: at once when it is due, then as often as it says. */
  add(job: Job): void {
    const timer = setInterval(() => this.look(job.name, false), job.everyMs);
    timer.unref();
    this.#posts.set(job.name, { job, timer, round: Promise.resolve(), isBusy: false, isAsked: false });
    this.look(job.name, false);
  }

  /** There is something to do for this job now, whenever it would be due. While it runs, one more run follows. */
  wake(name: string): void {
    this.look(name, true);
  }

  /** Settles when nothing runs and nothing was asked for: what tests wait for. */
  async idle(): Promise<void> {
    for (const post of this.#posts.values()) {
      while (post.isBusy) await post.round;
    }
  }

  /** The piece in hand is finished, nothing more is begun. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { timer } of this.#posts.values()) clearInterval(timer);
    await Promise.all(Array.from(this.#posts.values(), ({ round }) => round));
  }

  private look(name: string, isAsked: boolean): void {
    const post = this.#posts.get(name);
    if (post === undefined || this.#isStopped) return;
    post.isAsked ||= isAsked;
    if (post.isBusy) return;
    post.isBusy = true;
    post.round = this.rounds(post);
  }

  private async rounds(post: Post): Promise<void> {
    try {
      do {
        const isAsked = post.isAsked;
        post.isAsked = false;
        if ((await this.round(post.job, isAsked)) === 'held' && isAsked) this.askAgain(post.job.name);
      } while (post.isAsked && !this.#isStopped);
    } catch (error) {
      this.log.warn({ err: error, job: post.job.name }, 'a job could not run; its next run tries again');
    } finally {
      post.isBusy = false;
    }
  }

  private askAgain(name: string): void {
    setTimeout(() => this.look(name, true), ASK_AGAIN_MS).unref();
  }

  private async round(job: Job, isAsked: boolean): Promise<'ran' | 'held' | 'not-due'> {
    const { name } = job;
    const taken = await this.leases.take(name, this.#owner, { ...this.lease(), onlyIfDue: !isAsked });
    if (taken !== 'taken') return taken;
    const startedAt = this.clock.now();
    let isMine = true;
    const renewal = setInterval(() => {
      this.leases.renew(name, this.#owner, this.lease()).then(
        (renewed) => (isMine &&= renewed),
        () => (isMine = false),
      );
    }, RENEW_MS);
    let fault: string | null = null;
    try {
      await job.run({ mayGoOn: () => isMine && !this.#isStopped });
    } catch (error) {
      fault = error instanceof Error ? error.message.slice(0, 500) : 'not an error';
      this.log.error({ err: error, job: name }, 'a job failed; its next run tries again');
    } finally {
      clearInterval(renewal);
    }
    const nextAt = new Date(startedAt.getTime() + job.everyMs * DUE_AFTER);
    await this.leases.release(name, this.#owner, { at: this.clock.now(), nextAt, fault });
    return 'ran';
  }

  private lease(): { now: Date; until: Date } {
    const now = this.clock.now();
    return { now, until: new Date(now.getTime() + LEASE_MS) };
  }
}
