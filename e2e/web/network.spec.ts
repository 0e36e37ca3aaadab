import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, signIn } from '../support/http.js';
import { expect, PEOPLE, test } from './support/fixtures.js';

const GHENT = 'editor.ghent@demo.kontor.example';

/** The texts of a catalogue by their keys; only those that are said as they stand. */
function textsOf(file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') texts.set(path, node);
    else
      for (const [key, value] of Object.entries(node ?? {}))
        walk(value, path === '' ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(process.cwd(), 'apps/web/src/app/i18n', file), 'utf8')), '');
  return texts;
}

test('the map of the partners has a table that says the same, and both lead to the page of a city', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const { items } = (await call(kontor.url, cookie, 'GET', '/cities')) as { items: { name: string }[] };
  const page = await arrive(PEOPLE.tampere, '/cities');
  const map = page.getByRole('group', { name: /^Map of Europe with \d+ places of the partnership$/ });
  await expect(map.getByRole('link')).toHaveCount(items.length);
  await expect(page.getByText(`${items.length} places in`)).toBeVisible();

  await page.getByText('Table', { exact: true }).click();
  const table = page.getByRole('table', { name: 'Network' });
  await expect(table.getByRole('rowheader')).toHaveCount(items.length);
  await page.getByLabel('Find a place or a country').fill('finland');
  await expect(table.getByRole('rowheader', { name: 'Tampere' })).toBeVisible();
  await expect(table.getByRole('rowheader', { name: 'Kortrijk' })).toHaveCount(0);
  await table.getByRole('link', { name: 'Tampere' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Tampere' })).toBeVisible();
  const facts = page.getByRole('complementary', { name: 'Facts' });
  await expect(facts).toContainText('Finland');
  await expect(facts).toContainText('Finnish');
  await expect(page.getByRole('region', { name: 'Organisations' })).toContainText('City of Tampere');
  await expect(
    page.getByRole('region', { name: 'Workspaces it takes part in' }).getByRole('link').first(),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'People' })).toContainText('Demo Editor, Tampere');

  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Network' }).click();
  await map.getByRole('link', { name: /^Kortrijk, / }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Kortrijk' })).toBeVisible();
});

test('in German every page speaks German: no English sentence and no key of a text is left', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, GHENT);
  const first = async (path: string): Promise<string> => {
    const { items } = (await call(kontor.url, cookie, 'GET', path)) as { items: { id: string }[] };
    return items[0]?.id ?? '';
  };
  const workspaceId = await first('/workspaces');
  const paths = [
    '/',
    '/workspaces',
    `/workspaces/${workspaceId}`,
    `/workspaces/${workspaceId}/practice-documents`,
    `/workspaces/${workspaceId}/members`,
    `/practice-documents/${await first(`/workspaces/${workspaceId}/practice-documents`)}`,
    '/cities',
    `/cities/${await first('/cities')}`,
    '/notifications',
    '/no-such-page',
  ];
  const page = await arrive(GHENT, '/account');
  await page.getByLabel('Language', { exact: true }).selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1, name: 'Mein Konto' })).toBeVisible();

  const german = new Map([...textsOf('de.json'), ...textsOf('editor.de.json')]);
  const english = [...textsOf('en.json'), ...textsOf('editor.en.json')];
  const keys = english.map(([key]) => key).filter((key) => key.includes('.'));
  // Short words are German as well, or part of a name; sentences of three words and more are not.
  const sentences = english
    .filter(([key, text]) => german.get(key) !== text && !text.includes('{{') && text.split(' ').length > 2)
    .map(([, text]) => text);
  for (const path of ['/account', ...paths]) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const said = await page.evaluate(() => {
        const named = [...document.querySelectorAll('[aria-label], [placeholder], [title]')];
        const names = named.flatMap((element) =>
          ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
        );
        return [document.title, document.body.innerText, ...names].join('\n');
      });
      const words = new Set(said.split(/[\s“”„"'(),:]+/));
      expect(keys.filter((key) => words.has(key))).toEqual([]);
      expect(sentences.filter((sentence) => said.includes(sentence))).toEqual([]);
      expect(said).not.toContain('{{');
    });
  }
  await page.goto('/account');
  await page.getByLabel('Sprache', { exact: true }).selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
