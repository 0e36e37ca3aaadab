/** Backup and restore of all data of an installation; see README.md. */
export { BackupError, type BackupErrorCode } from './backup-error.js';
export type { Manifest } from './manifest.js';
export { type CheckedBackup, checkBackup } from './read-backup.js';
export { dataThere, restoreBackup, type RestoreOptions } from './restore-backup.js';
export { restorationOf, type Restoration, ServingNode } from './restoration.js';
export { writeBackup } from './write-backup.js';
