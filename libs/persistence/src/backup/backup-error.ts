/** Why a backup or a restore did not happen. Stable: operators, scripts and tests match on these. */
export type BackupErrorCode =
  /** The folder to write exists and holds something. */
  | 'DIR_NOT_EMPTY'
  /** The folder cannot be written or read by this user. */
  | 'DIR_UNUSABLE'
  /** The folder is missing or holds no finished backup. */
  | 'NO_BACKUP'
  /** A file is missing, or is not byte for byte what was backed up. */
  | 'BACKUP_DAMAGED'
  /** Made by a newer Kontor than this one. */
  | 'BACKUP_TOO_NEW'
  /** No database answers, or there is none. */
  | 'NO_DATABASE'
  /** A restore was begun and not finished: what is there is half of something. */
  | 'RESTORE_UNFINISHED'
  /** Another restore is at work at this moment. */
  | 'RESTORE_RUNNING'
  /** A running Kontor did not stop serving when asked. */
  | 'KONTOR_DOES_NOT_STOP'
  /** Data would be replaced and nobody said yes. */
  | 'NOT_CONFIRMED'
  /** The command was called in a way it does not understand. */
  | 'USAGE';

/** A failure with a reason for a person. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    readonly code: BackupErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
