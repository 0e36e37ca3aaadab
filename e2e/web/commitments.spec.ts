import { signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { letIn, openWorkspace } from './support/house.js';

const TITLE = 'We answer within a week';

test('an editor prepares, the decision-maker signs on a phone, and other words need a new signature', async ({
  arrive,
  kontor,
}) => {
  const { kortrijk, decisionMaker } = PEOPLE;
  const [coordinator, operator, editorCookie, signerCookie] = await Promise.all(
    [PEOPLE.coordinator, PEOPLE.operator, kortrijk, decisionMaker].map((email) => signIn(kontor.url, email)),
  );
  if (!coordinator || !operator || !editorCookie || !signerCookie) throw new Error('everybody signs in');
  const by = { coordinator, operator };
  const workspaceId = await openWorkspace(kontor.url, coordinator, 'Word and deed');
  await letIn(kontor.url, by, workspaceId, { email: kortrijk, role: 'editor', cookie: editorCookie });
  await letIn(kontor.url, by, workspaceId, {
    email: decisionMaker,
    role: 'decision-maker',
    cookie: signerCookie,
  });

  const page = await arrive(kortrijk, `/workspaces/${workspaceId}`);
  await page.getByRole('link', { name: 'Open the register' }).click();
  await expect(page.getByText('Nobody has promised anything yet')).toBeVisible();
  await page.getByRole('button', { name: 'Prepare a commitment' }).first().click();
  const form = page.getByRole('dialog', { name: 'Prepare a commitment' });
  await form.getByLabel('Title').fill(TITLE);
  await form.getByLabel('Text', { exact: true }).fill('Whoever asks gets an answer within a week.');
  await form.getByLabel('First day').fill('2026-12-01');
  await form.getByLabel('Last day', { exact: true }).fill('2026-11-01');
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await expect(form.getByText('Enter a date that is not before the first day')).toBeVisible();
  await form.getByLabel('No last day').check();
  await form.getByRole('button', { name: 'Prepare it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Waits for a signature' })).toContainText('City of Kortrijk');

  const phone = await arrive(decisionMaker, '/notifications', { viewport: PHONE });
  await phone.getByRole('link', { name: TITLE }).click();
  await expect(phone.getByText('Whoever asks gets an answer within a week.')).toBeVisible();
  expect(await accessibilityFaults(phone)).toEqual([]);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
  await phone.getByRole('button', { name: 'Sign for Kortrijk' }).click();
  const question = phone.getByRole('dialog', { name: `Sign “${TITLE}”?` });
  await expect(question).toContainText('Demo Decision Maker, Kortrijk, as decision-maker');
  await question.getByRole('button', { name: 'Sign for Kortrijk' }).click();
  await expect(phone.getByRole('region', { name: 'Signatures' })).toContainText(
    'Alderman for digital services',
  );
  await expect(phone.getByRole('button', { name: 'Sign for Kortrijk' })).toHaveCount(0);

  // The editor's page follows by itself, and their change calls for a new signature.
  await expect(page.getByRole('region', { name: 'Signatures' })).toContainText('City of Kortrijk');
  await page.getByRole('button', { name: 'Change the words' }).click();
  const words = page.getByRole('dialog', { name: 'Change the words' });
  await words.getByLabel('Text', { exact: true }).fill('Whoever asks gets an answer within a month.');
  await words.getByRole('button', { name: 'Save the words' }).click();
  await expect(page.getByText('These words have changed since they were signed.')).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Sign for Kortrijk' })).toBeVisible();
  await phone.getByText('The words that were signed').click();
  await expect(phone.getByText('Whoever asks gets an answer within a week.')).toBeVisible();
  expect(await accessibilityFaults(phone)).toEqual([]);

  await page
    .getByRole('navigation', { name: 'You are here' })
    .getByRole('link', { name: 'Commitments' })
    .click();
  await page.getByText('Wait for a signature', { exact: true }).click();
  await expect(page).toHaveURL(/show=waiting/);
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible();
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Commitments' })).toContainText('Changed since signed');
  expect(await accessibilityFaults(page)).toEqual([]);
});
