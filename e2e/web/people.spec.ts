import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';

test('somebody tells what they can be asked about, and another city finds them by it', async ({ arrive }) => {
  const page = await arrive(PEOPLE.kortrijk, '/account');
  await page.getByRole('link', { name: 'My profile, as others see it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Demo Editor, Kortrijk' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit my profile' }).click();
  const form = page.getByRole('dialog', { name: 'My profile' });
  await form.getByLabel('What I know about, in my own words').fill('Signposts, Beacons');
  await form.getByLabel('Add a language').selectOption('Icelandic');
  await form.getByLabel('How well: Icelandic').selectOption('basic');
  await form.getByLabel('ORCID iD').fill('0000-0002-1825-0098');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('One digit does not fit.', { exact: false })).toBeVisible();
  await form.getByLabel('ORCID iD').fill('0000-0002-1825-0097');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your profile is saved.')).toBeVisible();
  await expect(page.getByText('Icelandic basic')).toBeVisible();

  const other = await arrive(PEOPLE.tampere, '/people', { viewport: PHONE });
  await other.getByLabel('Language').selectOption('Icelandic');
  const found = other.getByRole('article');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('Signposts');
  await expect(other).toHaveURL(/language=is/);
  expect(await accessibilityFaults(other)).toEqual([]);
  await found.getByRole('link', { name: 'Demo Editor, Kortrijk' }).click();
  await other.getByRole('link', { name: 'Beacons' }).click();
  await expect(other.getByRole('article')).toHaveCount(1);
  await other.getByLabel('Name', { exact: true }).fill('tampere');
  await expect(other.getByText('Nobody fits all of this')).toBeVisible();
});
