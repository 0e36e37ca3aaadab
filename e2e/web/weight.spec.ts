import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, PEOPLE, test } from './support/fixtures.js';

/** What a first visit may cost in JavaScript without the editor, gzip. */
const FIRST_LOAD_KB = 220;

interface Load {
  /** Of each script its address, weight and whether it holds the editor, once it has come whole. */
  scripts: Promise<{ path: string; kilobytes: number; encoding: string; isEditor: boolean }>[];
  paths: Set<string>;
}

/** Every script that the page loads from now on, weighed as gzip would carry it. */
function weigh(page: Page): Load {
  const load: Load = { scripts: [], paths: new Set() };
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.endsWith('.js')) return;
    load.paths.add(path);
    const encoding = response.headers()['content-encoding'] ?? 'none';
    const script = response.body().then((body) => ({
      path,
      kilobytes: gzipSync(body, { level: 9 }).length / 1000,
      encoding,
      isEditor: body.includes('ProseMirror-widget'),
    }));
    load.scripts.push(script);
  });
  return load;
}

test(`the first load asks for at most ${FIRST_LOAD_KB} kB of JavaScript, compressed, and none of the editor`, async ({
  arrive,
  kontor,
}) => {
  const page = await arrive(PEOPLE.tampere, '/healthz');
  // What a page fetches when it has been quiet for a second, so that it is there when it is wanted, is no part of it.
  await page.addInitScript(() => {
    const soon = window.setTimeout.bind(window);
    const patient = (act: TimerHandler, ms?: number) => ((ms ?? 0) >= 1000 ? 0 : soon(act, ms));
    Object.assign(window, { setTimeout: patient });
  });
  const load = weigh(page);
  await page.goto(`${kontor.url}/`);
  await expect(page.getByRole('heading', { level: 1, name: /Tampere/ })).toBeVisible();
  // The last to come: live events, which nothing on the page waits for.
  await expect.poll(() => [...load.paths].some((path) => path.includes('/live-'))).toBe(true);
  const scripts = await Promise.all(load.scripts);
  const kilobytes = scripts.reduce((sum, script) => sum + script.kilobytes, 0);
  expect(kilobytes).toBeGreaterThan(50);
  expect(kilobytes).toBeLessThanOrEqual(FIRST_LOAD_KB);
  expect(scripts.filter(({ isEditor }) => isEditor)).toEqual([]);
  // A chunk below a kilobyte is not worth a second file.
  expect(scripts.filter(({ encoding }) => encoding !== 'none').length).toBeGreaterThan(0);
});
