import type { Page } from '@playwright/test';
import { call } from '../support/http.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { newcomer } from './support/house.js';
import { asked, body, hex } from './support/talk.js';

const bell = (page: Page) => page.getByRole('link', { name: /^Notifications/ });

/** The newest mail to this address with these words, once it is there. */
async function mailed(url: string, operator: string, to: string, words: RegExp): Promise<string> {
  const find = async () => {
    const { items } = (await call(url, operator, 'GET', '/operator/mail?limit=100')) as {
      items: { to: string; text: string; subject: string }[];
    };
    return items.find((mail) => mail.to === to && words.test(mail.subject))?.text ?? '';
  };
  await expect.poll(find).not.toBe('');
  return find();
}
const linkIn = (text: string, path: string): string =>
  new RegExp(`https?://[^/]+(${path}\\S+)`).exec(text)?.[1] ?? '';

test('a mention finds its person: by mail at the very post, and live on whatever page they are', async ({
  arrive,
  kontor,
}) => {
  const title = `Signing ${Date.now()}`;
  const { workspaceId, threadId, say, coordinator, operator } = await asked(kontor.url, title);
  const { email, id } = await newcomer(kontor.url, { coordinator, operator }, workspaceId, 'editor');
  for (let no = 2; no < 30; no += 1)
    await say(coordinator, `Answer ${no}, which takes its place on the page.`);
  await say(coordinator, 'What do you say in Kortrijk?', null, id);

  // Away: a mail comes at once, and its link leads to the post, not to the top of the page.
  const mail = await mailed(kontor.url, operator, email, new RegExp(`mentioned you in .${title}`));
  const page = await arrive(email, linkIn(mail, '/threads/'));
  await expect(page).toHaveURL(new RegExp(`/threads/${threadId}#post-`));
  await expect(page.locator('#post-30')).toContainText('What do you say in Kortrijk?');
  await expect(page.locator('#post-30')).toBeInViewport();

  // Here, on another page: the bell counts, the list tells, a click leads there, and it is read.
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  await page.goto('/cities');
  await say(coordinator, 'And in spring?', null, id);
  await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread');
  await bell(page).click();
  const line = page.getByRole('article').filter({ hasText: title }).first();
  await expect(line).toContainText('mentioned you');
  await expect(line).toContainText('And in spring?');
  await line.getByRole('link', { name: title }).click();
  await expect(page.locator('#post-31')).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
});

test('somebody watches a workspace, narrows it to a city, is told of what begins, and stops watching in the preferences', async ({
  arrive,
  kontor,
}) => {
  const { workspaceId, coordinator } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/workspaces/${workspaceId}/threads?tag=signing`);
  const watching = page.getByRole('group', { name: 'Tell me of new discussions' });
  await watching.getByRole('checkbox', { name: 'in this workspace' }).check();
  await watching.getByRole('checkbox', { name: 'with #signing' }).check();
  await page.goto(`/workspaces/${workspaceId}/threads`);
  await expect(watching.getByRole('checkbox', { name: 'with #signing' })).toBeChecked();

  const city = page.getByRole('combobox', { name: 'City of who began it' });
  await expect(page.getByRole('link', { name: 'How do you sign?' })).toBeVisible();
  await city.selectOption({ label: 'from Kortrijk' });
  await expect(page.getByText('No discussion fits')).toBeVisible();
  await page.reload();
  await expect(city.getByRole('option', { selected: true })).toHaveText('from Kortrijk');
  await city.selectOption({ label: 'from any city' });
  await expect(page.getByRole('link', { name: 'How do you sign?' })).toBeVisible();

  const title = `Begun ${Date.now()}`;
  const thread = { postId: hex(), kind: 'idea', title, body: body('Shall we?') };
  await call(kontor.url, coordinator, 'PUT', `/workspaces/${workspaceId}/threads/${hex()}`, thread);
  await page.goto('/notifications');
  const line = page.getByRole('article').filter({ hasText: title });
  await expect(line).toContainText('started a discussion that you watch');

  await page.goto('/notifications/preferences');
  const place = page.getByRole('listitem').filter({ has: page.locator(`[href*="${workspaceId}"]`) });
  await place.getByRole('button', { name: 'No longer watch all new discussions' }).click();
  await expect(place.getByRole('button')).toHaveCount(1);
  await place.getByRole('button', { name: 'No longer watch #signing' }).click();
  await expect(place).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'What you watch' })).toBeFocused();
});

test('somebody chooses how to be told, and stops mails by their link without signing in', async ({
  arrive,
  browser,
  kontor,
}) => {
  const title = `Stopping ${Date.now()}`;
  const { workspaceId, coordinator, editor, operator } = await asked(kontor.url);
  const { name: workspace } = await call(kontor.url, coordinator, 'GET', `/workspaces/${workspaceId}`);
  const asker = await newcomer(kontor.url, { coordinator, operator }, workspaceId, 'editor');
  const threadId = hex();
  const question = { postId: hex(), kind: 'question', title, body: body('Who has done it?') };
  const path = `/workspaces/${workspaceId}/threads/${threadId}`;
  await call(kontor.url, asker.cookie, 'PUT', path, question);
  await call(kontor.url, editor, 'PUT', `/threads/${threadId}/posts/${hex()}`, { body: body('We have.') });
  const mail = await mailed(kontor.url, operator, asker.email, new RegExp(`answered you in .${title}`));
  const context = await browser.newContext({ baseURL: kontor.url });
  const guest = await context.newPage();
  await guest.goto(linkIn(mail, '/unsubscribe'));
  await expect(guest.getByRole('main')).toContainText('somebody answers you');
  await guest.getByRole('button', { name: 'Stop these mails' }).click();
  await expect(guest.getByText('Done: no more mails about this')).toBeVisible();
  await context.close();

  const page = await arrive(asker.email, '/notifications');
  await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread');
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Choose how you are told' }).click();
  const pace = page.getByRole('combobox', { name: 'By mail: Somebody answers me' });
  const inKontor = page.getByRole('checkbox', { name: 'In Kontor: Somebody answers me' });
  const appliesTo = page.getByRole('combobox', { name: 'Applies to' });
  await expect(pace).toHaveValue('never');
  await pace.selectOption({ label: 'In the digest' });
  await page.getByRole('radio', { name: 'On Mondays' }).check();
  await page.reload();
  await expect(pace).toHaveValue('digest');
  await expect(page.getByRole('radio', { name: 'On Mondays' })).toBeChecked();
  await appliesTo.selectOption({ label: String(workspace) });
  await expect(pace).toHaveValue('same');
  await inKontor.uncheck();
  await page.reload();
  await appliesTo.selectOption({ label: String(workspace) });
  await expect(inKontor).not.toBeChecked();
});
