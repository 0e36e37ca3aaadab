import { longText, writeSections } from '../support/long-text.js';
import { call, signIn } from '../support/http.js';
import { seeded } from '../support/random.js';
import { Writer } from '../support/writer.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { openWorkspace } from './support/house.js';

const WORDS = 8000;

/** A text of many screens, of which the browser has laid out only the first. */
test.describe('in a long text', () => {
  let path: string;

  test.beforeAll(async ({ kontor }) => {
    const cookie = await signIn(kontor.url, PEOPLE.coordinator);
    const workspaceId = await openWorkspace(kontor.url, cookie, 'Long texts');
    const created = await call(kontor.url, cookie, 'POST', `/workspaces/${workspaceId}/practice-documents`, {
      title: 'Long',
      template: 'guided',
    });
    const id = String(created['id']);
    const writer = new Writer(kontor.url, id, cookie);
    await writer.until(() => writer.isComplete && writer.isSynced);
    writeSections(writer.doc, longText(WORDS, seeded(7)).sections);
    await writer.settled();
    writer.stop();
    path = `/practice-documents/${id}`;
  });

  test('the outline leads to the last section, which then stands still and takes what is typed', async ({
    arrive,
  }) => {
    const page = await arrive(PEOPLE.coordinator, path);
    const document = await new DocumentOnScreen(page).opened();
    const entry = page
      .getByRole('navigation', { name: 'Sections of the text' })
      .getByRole('button', { name: 'Potential for transfer', exact: true });
    await entry.click();
    const heading = document.body.getByRole('heading', { level: 2 }).last();
    await expect(heading).toBeInViewport();
    await page.keyboard.type('Q');
    await expect(heading).toContainText('Q');
    await expect(heading).toBeInViewport();
    await document.saved();
  });

  test('Ctrl+End puts the caret behind the last word, and Ctrl+Home before the first', async ({ arrive }) => {
    const page = await arrive(PEOPLE.coordinator, path);
    const document = await new DocumentOnScreen(page).opened();
    await document.text.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('QED');
    const end = () => document.body.evaluate((text) => text.textContent?.trim().slice(-3));
    await expect.poll(end).toBe('QED');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Qui');
    await expect(document.body.getByRole('heading', { level: 2 }).first()).toContainText(/^Qui/);
    await expect(document.body.getByRole('heading', { level: 2 }).first()).toBeInViewport();
    await page.keyboard.press('Control+Shift+End');
    const chosen = await page.evaluate(() => window.getSelection()?.toString() ?? '');
    expect(chosen.trim()).toMatch(/QED$/);
    await document.saved();
  });

  test('words far down are found and brought to the screen', async ({ arrive }) => {
    const page = await arrive(PEOPLE.coordinator, path);
    const document = await new DocumentOnScreen(page).opened();
    const last = document.body.locator('section > p').last();
    const words = ((await last.textContent()) ?? '').slice(10, 60);
    await page.keyboard.press('Control+f');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(document.body.locator('.k-found--current')).toBeInViewport();
  });

  test('all of it can be chosen and copied, also what was never on the screen', async ({ arrive }) => {
    const page = await arrive(PEOPLE.coordinator, path);
    const document = await new DocumentOnScreen(page).opened();
    await document.text.focus();
    await page.keyboard.press('Control+a');
    const chosen = await page.evaluate(() => window.getSelection()?.toString() ?? '');
    const last = (await document.body.locator('section > p').last().textContent()) ?? 'nothing';
    expect(chosen).toContain(last.slice(0, 40));
    expect(chosen.split(/\s+/).length).toBeGreaterThan(WORDS);
  });
});
