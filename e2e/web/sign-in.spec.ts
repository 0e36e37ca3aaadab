import { expect, PEOPLE, test } from './support/fixtures.js';

test('a newcomer picks a demo account and stands in the house', async ({ browser, kontor }) => {
  const context = await browser.newContext({ baseURL: kontor.url });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: /Demo Editor, Tampere/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Demo Editor, Tampere/ })).toBeVisible();
  await expect(page.getByText('Sample data, not an official statement').first()).toBeVisible();
  await context.close();
});

test('a wrong password says so beside the form and keeps the address typed', async ({ browser, kontor }) => {
  const context = await browser.newContext({ baseURL: kontor.url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(PEOPLE.tampere);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue(PEOPLE.tampere);
  await context.close();
});

test('after signing out the way back shows nothing', async ({ arrive }) => {
  const page = await arrive(PEOPLE.tampere, '/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the whole house speaks German when asked to', async ({ arrive }) => {
  const page = await arrive(PEOPLE.kortrijk, '/account');
  await page.getByLabel('Language', { exact: true }).selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mein Konto');
  await page.getByLabel('Sprache', { exact: true }).selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
