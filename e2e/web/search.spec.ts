import type { Page } from '@playwright/test';
import { call, signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { beginDocument, openWorkspace } from './support/house.js';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search, or type where to go' });
const current = (page: Page) => page.locator('.k-palette [role="option"][aria-selected="true"]');

async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
}

/** A title in a language, and what somebody types who looks for it: another form where the engine knows the language, else a beginning. */
const TYPED = [
  ['fi', 'Koulut kohtaavat', 'kouluissa'],
  ['sv', 'Skolor och bibliotek', 'skolorna'],
  ['de', 'Die Häuser der Nachbarschaft', 'hauses'],
  ['da', 'Borgere og kommuner', 'kommunerne'],
  ['en', 'Harbour cities', 'city'],
  ['et', 'Naabrite ühistegevus', 'uhistegev'],
  ['lv', 'Līdzdalības šķēršļi', 'skersl'],
  ['lt', 'Gyventojų biudžetas', 'biudž'],
  ['pl', 'Współpraca łodzian', 'wspolpr'],
] as const;

test('the palette finds inflected forms in five languages and beginnings in four more', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Nine languages');
  for (const [language, title] of TYPED) {
    await beginDocument(kontor.url, cookie, workspaceId, { title, language });
  }
  // What is written is found a moment later, one after the other.
  const found = async () => {
    const path = `/search?q=lodzian&workspaceId=${workspaceId}`;
    const { items } = (await call(kontor.url, cookie, 'GET', path)) as { items: object[] };
    return items.length;
  };
  await expect.poll(found).toBe(1);
  const page = await arrive(PEOPLE.coordinator);
  await openPalette(page);
  for (const [, title, typed] of TYPED) {
    await field(page).fill(typed);
    const hit = page.getByRole('option').filter({ hasText: title });
    await expect(hit).toBeVisible();
    await expect(hit.locator('mark')).not.toHaveCount(0);
  }
  await field(page).fill('the of and');
  await expect(page.getByRole('option', { name: /All results for “the of and”/ })).toBeVisible();
});

test('the palette finds inflected and begun words and leads there; an outsider finds nothing', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Haku ja otsing');
  const begin = (title: string, language: string) =>
    beginDocument(kontor.url, cookie, workspaceId, { title, language });
  const finnish = await begin('Kirjastot kokoontumispaikkoina', 'fi');
  const estonian = await begin('Omavalitsuste ühisrahastus', 'et');
  const finds = async (q: string) => {
    const { items } = (await call(kontor.url, cookie, 'GET', `/search?q=${q}`)) as {
      items: { id: string }[];
    };
    return items.map(({ id }) => id);
  };
  await expect.poll(() => finds('kirjastoissa')).toContain(finnish);
  await expect.poll(() => finds('yhisrah')).not.toContain(estonian);
  await expect.poll(() => finds('uhisrah')).toContain(estonian);

  const page = await arrive(PEOPLE.coordinator);
  await page.getByRole('button', { name: /Search/ }).click();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('kirjastoissa');
  const hit = page.getByRole('option', { name: /Kirjastot kokoontumispaikkoina/ });
  await expect(hit).toHaveAttribute('aria-selected', 'true');
  await expect(hit.locator('mark')).toHaveText(['Kirjastot']);
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await hit.getAttribute('id')) ?? '');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/practice-documents/${finnish}`));

  await page.goto('/');
  await openPalette(page);
  await page.keyboard.type('uhisrah');
  await expect(page.getByRole('option', { name: /Omavalitsuste ühisrahastus/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(current(page)).toContainText('All results for “uhisrah”');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=uhisrah/);
  await expect(page.getByRole('link', { name: 'Omavalitsuste ühisrahastus' })).toBeVisible();
  await page.getByRole('button', { name: 'Narrow the search' }).click();
  await page.getByLabel('Language').selectOption({ label: 'Finnish' });
  await expect(page.getByRole('heading', { name: 'Nothing found for “uhisrah”' })).toBeVisible();
  await page.getByRole('button', { name: 'Search everything' }).click();
  await expect(page.getByRole('link', { name: 'Omavalitsuste ühisrahastus' })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  // What can be begun is begun from here, too.
  await openPalette(page);
  await page.keyboard.type('new document haku');
  await expect(current(page)).toContainText('New document');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Title')).toBeVisible();

  const stranger = await arrive(PEOPLE.kortrijk, '/search?q=uhisrah', { viewport: PHONE });
  await expect(stranger.getByRole('heading', { name: 'Nothing found for “uhisrah”' })).toBeVisible();
  await openPalette(stranger);
  await stranger.keyboard.type('kirjastoissa');
  await expect(stranger.getByRole('status').filter({ hasText: '1 choice' })).toBeVisible();
  await expect(stranger.getByRole('option')).toHaveText([/All results for “kirjastoissa”/]);
  expect(await stranger.content()).not.toContain('Kirjastot');
});
