/**
 * @returns the name of the unique index that refused the write, null when it is another fault
 */
export function duplicateIndex(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 11000) return null;
  return /index: (\S+) dup key/.exec(error.message)?.[1] ?? null;
}
