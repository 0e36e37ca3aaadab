import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const CATEGORIES = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8.execute',
  'disabled-by-default-v8.cpu_profiler',
];

/** Runs something under the browser's tracing and keeps the trace, for the Performance panel of its developer tools. */
export async function traced<T>(
  page: Page,
  directory: string | null,
  name: string,
  act: () => Promise<T>,
): Promise<T> {
  const browser = page.context().browser();
  if (directory === null || browser === null) return act();
  await browser.startTracing(page, { categories: CATEGORIES });
  const result = await act();
  const trace = await browser.stopTracing();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${name}.json`), trace);
  return result;
}
