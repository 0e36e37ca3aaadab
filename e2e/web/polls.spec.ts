import type { Page } from '@playwright/test';
import { call } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const poll = (page: Page, name = 'When do we meet?') => page.getByRole('region', { name });
/** What a screen reader reads in the row of an option. */
const row = (page: Page, option: string) =>
  poll(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: option }) });

test('two people vote by keys, each sees the other’s vote come, and at the closing date the page takes no more by itself', async ({
  arrive,
  kontor,
}) => {
  const { workspaceId, coordinator } = await asked(kontor.url);
  const asking = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}/threads`);
  await asking.getByRole('button', { name: 'New discussion' }).click();
  const dialog = asking.getByRole('dialog', { name: 'New discussion' });
  await dialog.getByLabel('Title').fill('When do we meet?');
  await dialog.getByRole('textbox', { name: 'First post' }).click();
  await asking.keyboard.insertText('Please vote.');
  await dialog.getByRole('button', { name: 'Add a poll' }).click();
  await dialog.getByLabel('Option 1').fill('Monday');
  await dialog.getByRole('button', { name: 'Begin the discussion' }).click();
  await expect(dialog.getByText('Offer at least two options that differ.')).toBeVisible();
  await dialog.getByLabel('Option 2').fill('Tuesday');
  await dialog.getByRole('button', { name: 'Begin the discussion' }).click();
  await expect(poll(asking)).toContainText('Nobody has voted yet');

  const threadId = new URL(asking.url()).pathname.split('/').at(-1) ?? '';
  const answering = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await poll(answering).getByRole('radio', { name: 'Monday' }).focus();
  await answering.keyboard.press('ArrowDown');
  await answering.keyboard.press('Enter');
  await expect(row(answering, 'Tuesday')).toContainText('100%');
  await expect(poll(answering)).toBeFocused();
  await expect(poll(asking)).toContainText('1 person has voted');
  // Whoever is about to vote goes on with what they were doing.
  await poll(asking).getByRole('radio', { name: 'Monday' }).check();
  await poll(asking).getByRole('button', { name: 'Vote', exact: true }).click();
  await expect(row(answering, 'Monday')).toContainText('50%');
  await poll(answering).getByText('Who voted for what').click();
  await expect(poll(answering)).toContainText('Demo Coordinator, Tampere');
  expect(await accessibilityFaults(answering)).toEqual([]);

  await poll(answering).getByRole('button', { name: 'Change my vote' }).click();
  const closesAt = new Date(Date.now() + 4000).toISOString();
  await call(kontor.url, coordinator, 'POST', `/threads/${threadId}/poll/reopen`, { closesAt });
  await expect(poll(answering).getByText('Closed', { exact: false })).toBeVisible({ timeout: 20_000 });
  await expect(poll(answering).getByRole('radio')).toHaveCount(0);
  await expect(poll(asking).getByRole('button', { name: 'Change my vote' })).toHaveCount(0);

  await asking.getByRole('button', { name: 'More actions for this discussion' }).click();
  await asking.getByRole('button', { name: 'Open the poll again' }).click();
  await expect(poll(answering).getByRole('button', { name: 'Change my vote' })).toBeVisible();
  await answering.goto(`/workspaces/${workspaceId}/threads`);
  const inList = answering.getByRole('article').filter({ hasText: 'When do we meet?' });
  await expect(inList.getByText('Poll', { exact: true })).toBeVisible();
});
