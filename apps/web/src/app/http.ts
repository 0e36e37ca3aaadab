import { API_PREFIX, Problem, type ErrorCode, type FieldFault } from '@kontor/contracts';
import type { z } from 'zod';

/** What the interface can meet beyond the server's own codes: no connection, or an answer it cannot read. */
export type FailureCode = ErrorCode | 'offline' | 'unreadable';

/** A failed request: a stable code for the catalogues, and the server's problem document where there was one. */
export class ApiError extends Error {
  constructor(
    readonly code: FailureCode,
    readonly problem: Problem | null = null,
    options?: ErrorOptions,
  ) {
    super(problem?.detail ?? problem?.title ?? code, options);
    this.name = 'ApiError';
  }

  get faults(): FieldFault[] {
    return this.problem?.errors ?? [];
  }
}

/** Values of a query string; undefined and empty lists are left out, lists are comma-separated. */
export type Params = Record<string, string | number | boolean | readonly string[] | undefined>;

interface RequestOptions {
  body?: unknown;
  params?: Params;
  signal?: AbortSignal;
}

/** Asks the API and parses the answer by its contract; everything else ends in an {@link ApiError}. */
export async function request<T extends z.ZodType>(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  schema: T,
  options: RequestOptions = {},
): Promise<z.output<T>> {
  const response = await send(method, path, options);
  if (!response.ok) throw await failure(response);
  const answer: unknown = response.status === 204 ? undefined : await readJson(response);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ApiError('unreadable', null, { cause: parsed.error });
  return parsed.data;
}

async function send(
  method: string,
  path: string,
  { body, params, signal }: RequestOptions,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  // A header that no foreign page can set without asking first: the server's guard against cross-site requests.
  if (method !== 'GET') headers['X-Kontor-Request'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(`${API_PREFIX}${path}${queryString(params)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('offline', null, { cause });
  }
}

async function failure(response: Response): Promise<ApiError> {
  const problem = Problem.safeParse(await readJson(response).catch(() => null));
  if (problem.success) return new ApiError(problem.data.code, problem.data);
  return new ApiError(response.status >= 500 ? 'internal' : 'unreadable');
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('unreadable', null, { cause });
  }
}

function queryString(params: Params = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '') continue;
    if (typeof value === 'object') {
      if (value.length > 0) search.set(name, value.join(','));
    } else search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

const PAGES_AT_MOST = 20;

/** All items of a short list (cities, members): follows the cursor, but never for ever. */
export async function requestAll<T>(
  path: string,
  schema: z.ZodType<{ items: T[]; nextCursor: string | null }>,
  signal?: AbortSignal,
  filter: Params = {},
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < PAGES_AT_MOST; n += 1) {
    const answer = await request('GET', path, schema, {
      params: { ...filter, limit: 100, cursor },
      ...(signal ? { signal } : {}),
    });
    items.push(...answer.items);
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  return items;
}
