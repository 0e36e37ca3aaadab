import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.js';

/** Answers stay fresh for half a minute: live events say earlier when something changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => isWorthRetrying(error) && count < 2,
    },
    mutations: { retry: false },
  },
});

function isWorthRetrying(error: unknown): boolean {
  return error instanceof ApiError && ['offline', 'internal', 'not-ready'].includes(error.code);
}
