import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { AttachmentSweep } from '@kontor/domain';
import { JobRunner } from '../jobs/job-runner.js';

/** Starts the job that lets go of files that no post shows. */
@Injectable()
export class AttachmentWatch implements OnApplicationBootstrap {
  constructor(
    @Inject(JobRunner) private readonly runner: JobRunner,
    @Inject(AttachmentSweep) private readonly sweep: AttachmentSweep,
  ) {}

  onApplicationBootstrap(): void {
    this.runner.add(this.sweep);
  }
}
