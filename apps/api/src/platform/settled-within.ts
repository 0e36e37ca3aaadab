/** Work that can be repeated is waited for so long when the process stops. */
export const STOP_WAITS_MS = 1_000;

/**
 * Waits for background work to end, however it ends, but not for a database that does not come back: what people write has
 * to be seen to with the time that is left.
 */
export async function settledWithin(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  const ended = work.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
