import type { Page } from '@playwright/test';
import { call, createDocument, signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';

const DESK = { width: 1280, height: 720 };

/** The page has its heading and nothing is a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** A page is opened once and looked at in both themes, where only colours differ, and at the width of a phone. */
async function expectGood(page: Page, name: string, path: string): Promise<void> {
  await test.step(name, async () => {
    await page.goto(path);
    await settled(page);
    expect(await accessibilityFaults(page), name).toEqual([]);
    await page.setViewportSize(PHONE);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow, `${name}, wider than a phone by`).toBeLessThanOrEqual(0);
    await page.setViewportSize(DESK);
  });
}

async function pagesOf(url: string, cookie: string): Promise<Record<string, string>> {
  const list = async (path: string) =>
    ((await call(url, cookie, 'GET', path)) as { items: { id: string; name: string; slug: string }[] }).items;
  const workspace = (await list('/workspaces')).find((w) => w.name.startsWith('North Sea'))?.id ?? '';
  const [document] = await list(`/workspaces/${workspace}/practice-documents`);
  const [thread] = await list(`/workspaces/${workspace}/threads`);
  const city = (await list('/cities')).find(({ slug }) => slug === 'kortrijk')?.id ?? '';
  const fresh = await createDocument(url, cookie, 'Łukasz Šķērsons-Ōbergsson Zuständigkeitsverzeichnis');
  return {
    home: '/',
    workspaces: '/workspaces',
    workspace: `/workspaces/${workspace}`,
    documents: `/workspaces/${workspace}/practice-documents`,
    members: `/workspaces/${workspace}/members`,
    community: `/workspaces/${workspace}/community`,
    threads: `/workspaces/${workspace}/threads`,
    thread: `/threads/${thread?.id ?? ''}`,
    moderation: `/workspaces/${workspace}/moderation`,
    document: `/practice-documents/${document?.id ?? ''}`,
    'a document with a long title': `/practice-documents/${fresh}`,
    search: '/search?q=citizens',
    cities: '/cities',
    city: `/cities/${city}`,
    people: '/people',
    activity: '/activity',
    account: '/account',
    notifications: '/notifications',
    preferences: '/notifications/preferences',
    'an address that is not there': '/no-such-page',
  };
}

const LIGHT = { colorScheme: 'light', reducedMotion: 'reduce', viewport: DESK } as const;

test('every page for signed-in people has no fault against WCAG 2.2 AA and fits a phone', async ({
  arrive,
  kontor,
}) => {
  test.setTimeout(180_000);
  const paths = await pagesOf(kontor.url, await signIn(kontor.url, PEOPLE.coordinator));
  const page = await arrive(PEOPLE.coordinator, '/', LIGHT);
  for (const [name, path] of Object.entries(paths)) await expectGood(page, name, path);
});

test('the doors have no fault against WCAG 2.2 AA and fit a phone', async ({ browser, kontor }) => {
  const context = await browser.newContext({ baseURL: kontor.url, ...LIGHT });
  const page = await context.newPage();
  for (const path of [
    '/sign-in',
    '/forgot-password',
    '/reset-password#token=none',
    '/invitation#token=none',
    '/unsubscribe#none',
  ])
    await expectGood(page, path, path);
  await context.close();
});

test('the operator’s pages have no fault against WCAG 2.2 AA and fit a phone', async ({ arrive }) => {
  const page = await arrive(PEOPLE.operator, '/operator/people', LIGHT);
  for (const path of ['/operator/people', '/operator/mail']) await expectGood(page, path, path);
});
