import { KontorError } from '@kontor/domain';

/** Adds to a refused stale write what the thing looks like now, so that the change can be redone on it. */
export async function currentOnStale<P>(act: Promise<P>, current: () => Promise<P>): Promise<P> {
  try {
    return await act;
  } catch (error) {
    if (!(error instanceof KontorError) || error.code !== 'stale-revision') throw error;
    throw new KontorError(error.code, error.message, { ...error.facts, current: await current() });
  }
}
