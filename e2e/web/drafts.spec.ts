import type { Page } from '@playwright/test';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });
const posts = (page: Page) => page.locator('.k-posts article');
const saved = (page: Page) => page.getByText(/^Draft saved, \d\d:\d\d$/);
const other = (page: Page) => page.getByRole('complementary', { name: 'Another draft of yours' });

async function goOn(page: Page, text: string): Promise<void> {
  await composer(page).press('Control+End');
  await page.keyboard.insertText(text);
}

test('a reply that was begun on one device is finished on another, sent once, and is no draft any more on either', async ({
  arrive,
  kontor,
}) => {
  const { threadId, state } = await asked(kontor.url);
  const desk = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await desk
    .getByRole('button', { name: /^Reply/ })
    .first()
    .click();
  await goOn(desk, 'We sign with eID');
  await expect(saved(desk)).toBeVisible();
  const train = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await expect(composer(train)).toHaveText('We sign with eID');
  await expect(train.getByRole('link', { name: /^Reply to post 1/ })).toBeVisible();
  await goOn(train, ', since spring.');
  await train.keyboard.press('Control+Enter');
  for (const page of [train, desk]) {
    await expect(posts(page).nth(1)).toContainText('We sign with eID, since spring.');
    await expect(composer(page)).toHaveText('');
  }
  await desk.reload();
  await expect(posts(desk)).toHaveCount(2);
  await expect(composer(desk)).toHaveText('');
  expect((await state()).posts).toHaveLength(2);
});

test('what was written without network is saved when it returns, and other words written meanwhile are not lost', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const desk = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await goOn(desk, 'With eID');
  await expect(saved(desk)).toBeVisible();
  const train = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await expect(composer(train)).toHaveText('With eID');
  await train.context().setOffline(true);
  await goOn(train, ', says the train');
  await expect(train.getByText('Draft kept on this device')).toBeVisible();
  await goOn(desk, ', says the desk');
  await expect(desk.getByText('Draft kept on this device')).toBeVisible();
  await expect(saved(desk)).toBeVisible();
  await train.context().setOffline(false);
  await expect(other(train)).toContainText('With eID, says the desk');
  await expect(composer(train)).toHaveText('With eID, says the train');
  await expect(saved(train)).toBeVisible();
  await other(train).getByRole('button', { name: 'Go on with that text' }).click();
  await expect(composer(train)).toHaveText('With eID, says the desk');
  await expect(other(train)).toContainText('With eID, says the train');
  await other(train).getByRole('button', { name: 'Throw it away' }).click();
  await expect(other(train)).toHaveCount(0);
  await expect(composer(train)).toHaveText('With eID, says the desk');
});

test('Markdown that is pasted becomes blocks, undo brings the text back, and other text stays as it is', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  const field = composer(page);
  const paste = (text: string) =>
    field.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  const clear = async () => {
    await field.press('Control+a');
    await field.press('Delete');
  };
  const markdown =
    '## Why\n\n- with **eID**\n  1. or `npm ci`\n- [so](https://a.example/)\n\n```js\n*a*\n```';
  await field.click();
  await paste(markdown);
  await expect(field.locator('p strong', { hasText: 'Why' })).toBeVisible();
  await expect(field.locator('ul > li > p strong')).toHaveText('eID');
  await expect(field.locator('ul ol code')).toHaveText('npm ci');
  await expect(field.getByRole('link', { name: 'so' })).toHaveAttribute('href', 'https://a.example/');
  await expect(field.locator('pre')).toHaveText('*a*');
  await field.press('Control+z');
  await expect(field).toContainText('- with **eID**');
  await expect(field.locator('ul, pre, strong')).toHaveCount(0);
  await field.press('Control+y');
  await expect(field.locator('ul ol code')).toHaveText('npm ci');

  await clear();
  await paste('It is 2 * 3 * 4, see *this* in my_file_name.');
  await expect(field.locator('p')).toHaveText('It is 2 * 3 * 4, see *this* in my_file_name.');
  await clear();
  await page.keyboard.down('Shift');
  await paste('- one\n- **two**');
  await page.keyboard.up('Shift');
  await expect(field).toContainText('- **two**');
  await expect(field.locator('ul, strong')).toHaveCount(0);
  await clear();
  await page.getByRole('button', { name: 'Code' }).click();
  await paste('- one\n- **two**');
  await expect(field.locator('pre')).toHaveText('- one\n- **two**');
});
