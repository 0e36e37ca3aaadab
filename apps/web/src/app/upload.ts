import { API_PREFIX, Problem } from '@kontor/contracts';
import type { z } from 'zod';
import { ApiError } from './http.js';

interface UploadOptions {
  /** How much of it is on the server, from 0 to 1. */
  onProgress?: (part: number) => void;
  signal?: AbortSignal;
}

/** Sends a file and parses the answer by its contract. By the old interface: `fetch` does not tell how far it is. */
export function uploadFile<T extends z.ZodType>(
  path: string,
  file: File,
  schema: T,
  { onProgress, signal }: UploadOptions = {},
): Promise<z.output<T>> {
  const body = new FormData();
  body.append('file', file);
  const call = new XMLHttpRequest();
  call.open('POST', `${API_PREFIX}${path}`);
  call.setRequestHeader('X-Kontor-Request', '1');
  call.setRequestHeader('accept', 'application/json');
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => call.abort());
    call.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total);
    call.onabort = () => reject(new DOMException('given up', 'AbortError'));
    call.onerror = () => reject(new ApiError('offline'));
    call.onload = () => {
      const answer = answerOf(call.responseText);
      const parsed = schema.safeParse(answer);
      if (call.status < 300 && parsed.success) return resolve(parsed.data);
      const problem = Problem.safeParse(answer);
      return reject(
        problem.success ? new ApiError(problem.data.code, problem.data) : new ApiError('unreadable'),
      );
    };
    call.send(body);
  });
}

function answerOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
