import type { Page } from '@playwright/test';
import { createDocument, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;
const timesIn = (text: string, words: string): number => text.split(words).length - 1;

/** Another tab of the same person in the same browser. */
async function anotherTab(first: Page, path: string): Promise<DocumentOnScreen> {
  const page = await first.context().newPage();
  await page.goto(path);
  return new DocumentOnScreen(page).opened();
}

/** Ends a tab as a crash of its process does. */
async function kill({ page }: DocumentOnScreen): Promise<void> {
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  // Clears away what is left of it; nothing of it runs any more.
  await page.close();
}

test('three tabs of one person: all write, one is killed, and every word is there once', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Three tabs'));
  const one = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const two = await anotherTab(one.page, path);
  const three = await anotherTab(one.page, path);
  await one.paste('Of the first. ');
  await expect(two.body).toContainText('Of the first.');
  await two.paste('Of the second. ');
  await expect(three.body).toContainText('Of the second.');
  await three.paste('Of the third, who dies. ');
  await kill(three);
  await one.paste('And on.');
  await one.saved();

  const colleague = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  const words = ['Of the first. ', 'Of the second. ', 'Of the third, who dies. ', 'And on.'];
  for (const someone of [one, two, colleague]) {
    await expect
      .poll(async () => {
        const text = await someone.words();
        return words.map((each) => timesIn(text, each));
      })
      .toEqual([1, 1, 1, 1]);
  }
});

test('two tabs offline, one is killed: its words reach the server when the other comes online', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Two tabs offline'));
  const one = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const profile = one.page.context();
  const two = await anotherTab(one.page, path);
  await one.paste('Common. ');
  await one.saved();
  await expect(two.body).toContainText('Common.');
  await profile.setOffline(true);
  await two.paste('Of the killed tab. ');
  await two.says('Saved on this device only');
  await one.paste('Of the other. ');
  await one.says('Saved on this device only');
  await kill(two);

  await profile.setOffline(false);
  const colleague = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await expect(colleague.body).toContainText('Of the killed tab.', { timeout: 30_000 });
  await one.saved();
  for (const words of ['Common. ', 'Of the killed tab. ', 'Of the other. '])
    expect(timesIn(await colleague.words(), words)).toBe(1);
  await expect.poll(() => one.words()).toBe(await colleague.words());
});
