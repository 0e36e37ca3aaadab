import type { Page } from '@playwright/test';
import { call } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });
const posts = (page: Page) => page.locator('.k-posts article');
const post = (page: Page, no: number) => page.locator(`#post-${no}`);

async function reply(page: Page, text: string): Promise<void> {
  await composer(page).click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
}

test('two people talk: what one writes, edits, marks and accepts the other sees without reloading', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const asking = await arrive(PEOPLE.coordinator, `/threads/${threadId}`);
  const answering = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await reply(answering, 'With eID, since spring.');
  await expect(post(asking, 2)).toContainText('With eID, since spring.');
  await expect(post(answering, 2)).toContainText('Demo Editor, Kortrijk');

  await post(answering, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await answering.getByRole('button', { name: 'Edit', exact: true }).click();
  const editing = answering.getByRole('textbox', { name: 'Text of post 2' });
  await editing.press('Control+a');
  await answering.keyboard.insertText('With eID, since summer.');
  await answering.getByRole('button', { name: 'Save' }).click();
  await expect(post(asking, 2)).toContainText('since summer');
  await post(asking, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await asking.getByRole('button', { name: 'Earlier versions' }).click();
  await expect(asking.getByRole('dialog')).toContainText('since spring');
  await asking.keyboard.press('Escape');

  await post(asking, 2).getByRole('button', { name: 'React' }).click();
  await post(asking, 2).getByRole('button', { name: 'Thank you: 0' }).click();
  await expect(post(answering, 2).getByRole('button', { name: 'Thank you: 1' })).toBeVisible();

  await post(asking, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await asking.getByRole('button', { name: 'Accept as the answer' }).click();
  await expect(answering.getByRole('complementary', { name: 'Accepted answer' })).toContainText(
    'since summer',
  );
});

test('people see who else is there and that somebody is writing, and that they stopped', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const asking = await arrive(PEOPLE.coordinator, `/threads/${threadId}`);
  await expect(posts(asking)).toHaveCount(1);
  await expect(asking.getByText('Also here')).toHaveCount(0);
  const answering = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await expect(asking.getByText('Also here: Demo Editor, Kortrijk')).toBeVisible();
  await composer(answering).click();
  await answering.keyboard.type('Well');
  await expect(asking.getByText('Demo Editor, Kortrijk is writing…')).toBeVisible();
  await expect(answering.getByText('is writing…')).toHaveCount(0);
  await expect(asking.getByText('is writing…')).toHaveCount(0, { timeout: 15_000 });
  await answering.goto('/');
  await expect(asking.getByText('Also here')).toHaveCount(0);
});

test('a reply written without network waits in sight and is sent once when it returns, also by a tab opened anew', async ({
  arrive,
  kontor,
}) => {
  const { threadId, state } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await expect(posts(page)).toHaveCount(1);
  await page.context().setOffline(true);
  await reply(page, 'Written in the tunnel.');
  await expect(page.getByRole('article', { name: 'Your reply, not sent yet' })).toContainText(
    'Written in the tunnel.',
  );
  expect((await state()).posts).toHaveLength(1);
  // The browser goes away with the reply unsent; another tab of the same profile finds it.
  const other = await page.context().newPage();
  await page.close();
  await other.context().setOffline(false);
  await other.goto(`/threads/${threadId}`);
  await expect(post(other, 2)).toContainText('Written in the tunnel.');
  await expect(other.getByRole('article', { name: 'Your reply, not sent yet' })).toHaveCount(0);
  expect((await state()).posts).toHaveLength(2);
});

test('what the server refuses stays in sight and can be copied', async ({ arrive, kontor }) => {
  const { threadId, coordinator } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await composer(page).click();
  await page.keyboard.insertText('One more thing.');
  // Closed while the words are on their way: the page does not know it yet.
  await page.route(`**/threads/${threadId}*`, (route) => route.abort());
  await call(kontor.url, coordinator, 'POST', `/threads/${threadId}/close`, { reason: 'Settled.' });
  await page.keyboard.press('Control+Enter');
  const waiting = page.getByRole('article', { name: 'Your reply, not sent yet' });
  await expect(waiting).toContainText('Open it again before writing in it.');
  await expect(waiting).toContainText('One more thing.');
  await expect(waiting.getByRole('button', { name: 'Copy my text' })).toBeVisible();
});

test('what is new is counted for each person, and read in one tab it is read in the other', async ({
  arrive,
  kontor,
}) => {
  const { workspaceId, threadId, say, coordinator } = await asked(kontor.url);
  for (const text of ['two', 'three']) await say(coordinator, text);
  const list = await arrive(PEOPLE.kortrijk, `/workspaces/${workspaceId}/threads`);
  await expect(list.getByText('3 new')).toBeVisible();
  const page = await list.context().newPage();
  await page.goto(`/threads/${threadId}`);
  await expect(posts(page)).toHaveCount(3);
  await page.bringToFront();
  const unread = async (): Promise<unknown> => {
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const { thread } = (await call(kontor.url, cookie, 'GET', `/threads/${threadId}`)) as {
      thread: { reading: { unread: number } };
    };
    return thread.reading.unread;
  };
  await expect.poll(unread).toBe(0);
  await list.reload();
  await expect(list.getByRole('link', { name: 'How do you sign?' })).toBeVisible();
  await expect(list.getByText('3 new')).toHaveCount(0);
  await say(coordinator, 'four');
  await expect(list.getByText('1 new')).toBeVisible();
});

test('a deleted post leaves a placeholder and comes back within ten seconds by one click', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await reply(page, 'Too early to say.');
  await expect(post(page, 2)).toContainText('Too early to say.');
  await post(page, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(post(page, 2)).toContainText('This post was deleted by its author.');
  await expect(page.getByText('Too early to say.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(post(page, 2)).toContainText('Too early to say.');
});

test('a discussion is begun, answered and walked through by keys alone', async ({ arrive, kontor }) => {
  const { workspaceId } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/workspaces/${workspaceId}/threads`);
  await page.getByRole('button', { name: 'New discussion' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New discussion' });
  await dialog.getByRole('button', { name: 'Begin the discussion' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Write at least a few words.')).toBeVisible();
  await dialog.getByLabel('Title').focus();
  await page.keyboard.type('Who pays for the lines?');
  await dialog.getByRole('textbox', { name: 'First post' }).focus();
  await page.keyboard.type('Ours were paid by the region.');
  // Closed by mistake: nothing of it is lost.
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'New discussion' }).press('Enter');
  await expect(dialog.getByLabel('Title')).toHaveValue('Who pays for the lines?');
  await dialog.getByRole('textbox', { name: 'First post' }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Who pays for the lines?' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('j');
  await expect(post(page, 1)).toBeFocused();
  await page.keyboard.press('r');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('And yours?');
  await page.keyboard.press('Control+Enter');
  await expect(post(page, 2)).toContainText('And yours?');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Reply to the post at hand');
});

test('posts are split off, their links lead on, and merged in again they stand in order of time', async ({
  arrive,
  kontor,
}) => {
  const { threadId, say, coordinator, editor } = await asked(kontor.url);
  await say(coordinator, 'two, about signing');
  await say(editor, 'three, about money');
  const page = await arrive(PEOPLE.coordinator, `/threads/${threadId}`);
  const reader = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  const { posts: known } = (await call(kontor.url, editor, 'GET', `/threads/${threadId}`)) as {
    posts: { id: string }[];
  };
  const link = `/threads/${threadId}#post-${known[2]?.id ?? ''}`;
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'More actions for this discussion' }).click();
    await page.getByRole('button', { name, exact: true }).click();
    return page.getByRole('dialog');
  };
  const splitting = await act('Split posts off');
  await splitting.getByRole('textbox', { name: 'Title of the new discussion' }).fill('Money');
  await splitting.getByRole('checkbox', { name: /three, about money/ }).check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await splitting.getByRole('button', { name: 'Split off' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Money' })).toBeVisible();
  await expect(post(page, 1)).toContainText('three, about money');
  await expect(post(reader, 3)).toContainText('went on in another discussion');
  await reader.goto('/');
  await reader.goto(link);
  await expect(reader.getByRole('heading', { level: 1, name: 'Money' })).toBeVisible();

  await page.goto(`/threads/${threadId}`);
  await expect(post(page, 3)).toContainText('went on in another discussion');
  const merging = await act('Merge another into this');
  await merging.getByRole('combobox', { name: 'Which one?' }).selectOption('Money');
  await merging.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByText('three, about money')).toBeVisible();
  // Whoever had the other one open stands in this one.
  await expect(reader.getByRole('heading', { level: 1, name: 'How do you sign?' })).toBeVisible();
});

test('a post becomes a document: its words where they belong, whose they are, and a name at the post for who sat there', async ({
  arrive,
  kontor,
}) => {
  const { threadId, say, coordinator } = await asked(kontor.url, 'Who signs for the council?');
  await say(coordinator, 'Nobody knows who signs after six.');
  const reader = await arrive(PEOPLE.coordinator, `/threads/${threadId}`);
  await expect(post(reader, 2)).toContainText('Nobody knows');
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await post(page, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await page.getByRole('button', { name: 'Begin a document from this' }).click();
  const form = page.getByRole('dialog', { name: 'Begin a document from this post' });
  await expect(form.getByLabel('Title')).toHaveValue('Who signs for the council?');
  await expect(form).toContainText('go into the section “The problem”');
  await form.getByLabel('Title').fill('Signing after six');
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Begin writing' }).click();
  const text = page.getByRole('textbox', { name: 'Text of Signing after six' });
  await expect(text).toContainText('Nobody knows who signs after six.', { timeout: 20_000 });
  await expect(text).toContainText('From a post by Demo Coordinator, Tampere');
  await page.getByRole('button', { name: 'Fields', exact: true }).click();
  const fields = page.getByRole('complementary', { name: 'Fields' });
  await expect(fields.getByText('Began with a post')).toBeVisible();
  // Who had the thread open sees what came of the post, and goes there.
  await post(reader, 2).getByRole('link', { name: 'Signing after six' }).click();
  await expect(reader.getByRole('textbox', { name: 'Text of Signing after six' })).toContainText(
    'after six',
    {
      timeout: 20_000,
    },
  );
  await fields.getByRole('link', { name: 'Who signs for the council?' }).click();
  await expect(post(page, 2)).toContainText('Became a document: Signing after six');
});

test('a flagged post reaches the coordinator, who hides it with a reason that everybody reads, and shows it again', async ({
  arrive,
  kontor,
}) => {
  const { workspaceId, threadId, say, coordinator } = await asked(kontor.url);
  await say(coordinator, 'The mayor, Anna B., said no.');
  const member = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await post(member, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await member.getByRole('button', { name: 'Flag for the coordinators' }).click();
  const flagging = member.getByRole('dialog', { name: 'What is wrong with post 2?' });
  await flagging.getByRole('button', { name: 'Flag the post' }).click();
  await expect(flagging.getByText('Choose a reason.')).toBeVisible();
  await flagging.getByRole('radio', { name: 'It tells what must not be told' }).check();
  await flagging.getByRole('textbox', { name: 'In your words' }).fill('A name.');
  expect(await accessibilityFaults(member)).toEqual([]);
  await flagging.getByRole('button', { name: 'Flag the post' }).click();
  await expect(member.getByText('The coordinators will look at it.')).toBeVisible();

  const desk = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}/threads`);
  await desk.getByRole('link', { name: 'Moderation: 1 post waits' }).click();
  const waiting = desk.getByRole('article', { name: /^Post 2 by/ });
  await expect(waiting).toContainText('It tells what must not be told');
  await expect(waiting).toContainText('A name.');
  await waiting.getByRole('button', { name: 'Hide' }).click();
  await desk.getByRole('dialog').getByRole('textbox', { name: 'Why?' }).fill('Names a person.');
  await desk.getByRole('dialog').getByRole('button', { name: 'Hide' }).click();
  await expect(desk.getByText('Nothing waits')).toBeVisible();
  await expect(desk.getByText('Reason: Names a person.')).toBeVisible();
  expect(await accessibilityFaults(desk)).toEqual([]);

  await expect(post(member, 2)).toContainText('A coordinator has hidden this post: Names a person.');
  await expect(post(member, 2)).not.toContainText('Anna B.');
  await desk.goto(`/threads/${threadId}`);
  await expect(post(desk, 2)).toContainText('Anna B.');
  await post(desk, 2).getByRole('button', { name: 'More actions for post 2' }).click();
  await desk.getByRole('button', { name: 'Show again' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Show again' }).click();
  await expect(post(member, 2)).toContainText('Anna B.');
});

test('lists, threads and their dialogs have no fault against WCAG 2.2 AA', async ({ arrive, kontor }) => {
  const { workspaceId, threadId, say, coordinator } = await asked(kontor.url);
  await say(coordinator, 'two');
  await say(coordinator, 'three, to two', 2);
  const page = await arrive(PEOPLE.kortrijk, `/workspaces/${workspaceId}/threads`, {
    colorScheme: 'light',
    reducedMotion: 'reduce',
    viewport: PHONE,
  });
  await expect(page.getByText('3 new')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'New discussion' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`/threads/${threadId}`);
  await expect(posts(page)).toHaveCount(3);
  expect(await accessibilityFaults(page)).toEqual([]);
});
