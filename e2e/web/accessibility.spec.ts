import type { Page } from '@playwright/test';
import { call, createDocument, signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';

const THEMES = ['light', 'dark'] as const;

/** The page has its heading and nothing is a skeleton any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

async function pagesOf(url: string, cookie: string): Promise<Record<string, string>> {
  const { items } = (await call(url, cookie, 'GET', '/workspaces')) as {
    items: { id: string; name: string }[];
  };
  const workspace = items.find((w) => w.name.startsWith('North Sea'))?.id ?? '';
  const documents = (await call(url, cookie, 'GET', `/workspaces/${workspace}/practice-documents`)) as {
    items: { id: string }[];
  };
  const cities = (await call(url, cookie, 'GET', '/cities')) as { items: { id: string; slug: string }[] };
  return {
    home: '/',
    workspaces: '/workspaces',
    workspace: `/workspaces/${workspace}`,
    documents: `/workspaces/${workspace}/practice-documents`,
    members: `/workspaces/${workspace}/members`,
    document: `/practice-documents/${documents.items[0]?.id ?? ''}`,
    cities: '/cities',
    city: `/cities/${cities.items.find((city) => city.slug === 'kortrijk')?.id ?? ''}`,
    people: '/people',
    activity: '/activity',
    account: '/account',
    notifications: '/notifications',
    preferences: '/notifications/preferences',
    'an address that is not there': '/no-such-page',
  };
}

for (const colorScheme of THEMES) {
  test(`every page for signed-in people has no fault against WCAG 2.2 AA (${colorScheme})`, async ({
    arrive,
    kontor,
  }) => {
    test.setTimeout(180_000);
    const paths = await pagesOf(kontor.url, await signIn(kontor.url, PEOPLE.coordinator));
    const page = await arrive(PEOPLE.coordinator, '/', { colorScheme, reducedMotion: 'reduce' });
    for (const [name, path] of Object.entries(paths)) {
      await test.step(name, async () => {
        await page.goto(path);
        await settled(page);
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    }
  });

  test(`the doors have no fault against WCAG 2.2 AA (${colorScheme})`, async ({ browser, kontor }) => {
    const context = await browser.newContext({ baseURL: kontor.url, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const path of [
      '/sign-in',
      '/forgot-password',
      '/reset-password#token=none',
      '/invitation#token=none',
      '/unsubscribe#none',
    ]) {
      await test.step(path, async () => {
        await page.goto(path);
        await settled(page);
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    }
    await context.close();
  });

  test(`the operator's pages have no fault against WCAG 2.2 AA (${colorScheme})`, async ({ arrive }) => {
    const page = await arrive(PEOPLE.operator, '/operator/people', { colorScheme, reducedMotion: 'reduce' });
    for (const path of ['/operator/people', '/operator/mail']) {
      await test.step(path, async () => {
        await page.goto(path);
        await settled(page);
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    }
  });
}

test('on a phone no page is wider than the screen', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const paths = await pagesOf(kontor.url, cookie);
  const fresh = await createDocument(
    kontor.url,
    cookie,
    'Łukasz Šķērsons-Ōbergsson Zuständigkeitsverzeichnis',
  );
  const page = await arrive(PEOPLE.coordinator, '/', { viewport: PHONE, hasTouch: true, isMobile: true });
  for (const [name, path] of Object.entries({ ...paths, fresh: `/practice-documents/${fresh}` })) {
    await test.step(name, async () => {
      await page.goto(path);
      await settled(page);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
});
