import { QueryClient, type InvalidateOptions, type InvalidateQueryFilters } from '@tanstack/react-query';
import { ApiError } from './http.js';

/**
 * Answers stay fresh for half a minute: live events say earlier when something changed. What is called stale while its
 * FIRST answer is on its way is asked for once more when that came: it may tell what was before. (The library starts a
 * question anew only when it has an older answer; without one it takes what comes.)
 */
export class Answers extends QueryClient {
  constructor() {
    super({
      defaultOptions: {
        queries: {
          staleTime: 30_000,
          retry: (count, error) => isWorthRetrying(error) && count < 2,
        },
        mutations: { retry: false },
      },
    });
  }

  override async invalidateQueries(
    filters?: InvalidateQueryFilters,
    options?: InvalidateOptions,
  ): Promise<void> {
    const asked = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined);
    const told = super.invalidateQueries(filters, options);
    const again = asked.map(({ promise, queryKey }) =>
      // Who asked is told when it fails.
      promise?.then(
        () => super.invalidateQueries({ queryKey, exact: true }),
        () => undefined,
      ),
    );
    await Promise.all([told, ...again]);
  }
}

export const queryClient = new Answers();

function isWorthRetrying(error: unknown): boolean {
  return error instanceof ApiError && ['offline', 'internal', 'not-ready'].includes(error.code);
}
