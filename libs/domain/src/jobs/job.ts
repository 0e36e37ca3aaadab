/** What a run of a job may ask while it works. */
export interface JobRun {
  /** False once the lease is lost or the process stops: finish the piece in hand and return. */
  mayGoOn: () => boolean;
}

/**
 * Work that no request waits for. One node among many runs it at a time; a run that died is run again, so each piece of
 * it must be repeatable.
 */
export interface Job {
  /** Stable: the lease is kept under it. */
  name: string;
  /** At least so often, in milliseconds, whether or not anybody asked. */
  everyMs: number;
  run(run: JobRun): Promise<void>;
}

/** Who runs which job: one record per job. All instants come from the caller. */
export interface JobLeases {
  /**
   * Takes the lease until `until`, unless somebody holds it.
   * @param onlyIfDue false when somebody asked for the job: the time of its next run is then of no matter
   */
  take(
    name: string,
    owner: string,
    lease: { now: Date; until: Date; onlyIfDue: boolean },
  ): Promise<'taken' | 'held' | 'not-due'>;
  /** @returns false when the lease was lost meanwhile */
  renew(name: string, owner: string, lease: { now: Date; until: Date }): Promise<boolean>;
  /** Lets go and says when it is due again. Nothing happens when the lease was lost. */
  release(name: string, owner: string, run: { at: Date; nextAt: Date; fault: string | null }): Promise<void>;
}
