import { KontorProcess } from '../support/kontor-process.js';
import { accessibilityFaults } from './support/axe.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, test } from './support/fixtures.js';

test('an empty house asks for its operator, who opens a workspace and writes its first document', async ({
  browser,
}) => {
  const kontor = await KontorProcess.start({ KONTOR_DEMO: 'false' });
  const context = await browser.newContext({ baseURL: kontor.url });
  try {
    const page = await context.newPage();
    await page.goto('/');
    await expect(page).toHaveURL(/\/set-up$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome to your new Kontor' })).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByLabel('Your name')).toBeFocused();
    await page.getByLabel('Your name').fill('Ōta Operator');
    await page.getByLabel('E-mail address').fill('ota@city.example');
    await page.getByLabel('Password').fill('a lighthouse at the quiet harbour');
    await page.getByLabel('Your organisation').fill('Zweckverband Ōhafen');
    await page.getByLabel('What kind of organisation it is').selectOption({ label: 'City-owned company' });
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome, Ōta Operator' })).toBeVisible();
    await expect(page.getByText('Sample data, not an official statement')).toHaveCount(0);

    await page.getByRole('link', { name: 'Workspaces', exact: true }).click();
    await page.getByRole('button', { name: 'New workspace' }).first().click();
    const workspace = page.getByRole('dialog', { name: 'New workspace' });
    await workspace.getByLabel('Name').fill('The first room');
    await workspace.getByRole('button', { name: 'Create the workspace' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'The first room' })).toBeVisible();

    await page.getByRole('button', { name: 'New document' }).first().click();
    const document = page.getByRole('dialog', { name: 'New document' });
    await document.getByLabel('Title').fill('The first document');
    await document.getByRole('button', { name: 'Begin writing' }).click();
    const text = await new DocumentOnScreen(page).opened();
    await text.typeAtEnd('It begins.');
    await expect(text.body).toContainText('It begins.');
    await text.saved();

    await page.goto('/set-up');
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome, Ōta Operator' })).toBeVisible();
  } finally {
    await context.close();
    await kontor.discard();
  }
});
