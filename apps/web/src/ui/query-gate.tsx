import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice, failureCode } from './error-notice.js';
import { Loading } from './loading.js';

interface QueryGateProps<T> {
  query: UseQueryResult<T>;
  shape?: 'lines' | 'cards' | 'rows';
  children: (data: T) => ReactNode;
}

/** Shape while waiting, a way forward on failure, content when it is there. Stale content stays over an error. */
export function QueryGate<T>({ query, shape = 'lines', children }: QueryGateProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading shape={shape} />;
}

/** True when the thing of the page is not there, or no longer for this reader: then what was cached goes too. */
export const isMissing = (query: UseQueryResult<unknown>): boolean =>
  query.isError && ['not-found', 'bad-request', 'invalid-input'].includes(failureCode(query.error));
