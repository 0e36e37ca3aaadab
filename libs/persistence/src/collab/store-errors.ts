import { StoreUnavailableError } from '@kontor/collab';
import { mongo } from 'mongoose';
import { isDatabaseFault } from '../connection.js';

const DUPLICATE_KEY = 11_000;

/**
 * Runs database work; whatever the database or the way to it says becomes StoreUnavailableError: nobody knows then whether
 * something was stored, and the caller repeats. Faults of our own pass through.
 */
export async function asStoreWork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseFault(error)) throw error;
    throw new StoreUnavailableError(String(error), { cause: error });
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/** @returns positions refused for a key that exists, when that is all that went wrong; null otherwise */
export function duplicatesOf(error: unknown): number[] | null {
  if (!(error instanceof mongo.MongoBulkWriteError)) return null;
  // A failed write concern means "stored, but perhaps not for good": not an answer, so the caller repeats.
  if (error.result.getWriteConcernError()) return null;
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (failures.length === 0 || failures.some((failure) => failure.code !== DUPLICATE_KEY)) return null;
  return failures.map((failure) => failure.index);
}
