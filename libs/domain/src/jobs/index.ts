export type { Job, JobLeases, JobRun } from './job.js';
