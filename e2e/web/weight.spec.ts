import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, PEOPLE, test } from './support/fixtures.js';

/** What a first visit may cost in JavaScript without the editor, gzip. */
const FIRST_LOAD_KB = 220;

interface Load {
  kilobytes: number;
  encodings: Set<string>;
  editor: boolean;
}

/** Adds up every script that the page loads from now on, as gzip would carry it. */
function weigh(page: Page): Load {
  const load: Load = { kilobytes: 0, encodings: new Set(), editor: false };
  page.on('response', async (response) => {
    if (!new URL(response.url()).pathname.endsWith('.js')) return;
    load.encodings.add(response.headers()['content-encoding'] ?? 'none');
    const body = await response.body();
    load.kilobytes += gzipSync(body, { level: 9 }).length / 1000;
    load.editor ||= body.includes('ProseMirror-widget');
  });
  return load;
}

test(`the first load asks for at most ${FIRST_LOAD_KB} kB of JavaScript, compressed, and none of the editor`, async ({
  arrive,
  kontor,
}) => {
  const page = await arrive(PEOPLE.tampere, '/healthz');
  const load = weigh(page);
  await page.goto(`${kontor.url}/`);
  await expect(page.getByRole('heading', { level: 1, name: /Tampere/ })).toBeVisible();
  await page.waitForLoadState('load');
  expect(load.kilobytes).toBeGreaterThan(50);
  expect(load.kilobytes).toBeLessThanOrEqual(FIRST_LOAD_KB);
  expect(load.editor).toBe(false);
  // A chunk below a kilobyte is not worth a second file.
  expect([...load.encodings].filter((encoding) => encoding !== 'none').length).toBeGreaterThan(0);
});
