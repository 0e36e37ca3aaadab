import type { Page } from '@playwright/test';
import { call, createDocument, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;

/** The lid of the laptop: timers, messages and scripts of the page stand still, then go on. */
async function lid(page: Page, state: 'frozen' | 'active'): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Page.setWebLifecycleState', { state });
  await debug.detach();
}

test('a laptop wakes: what its owner wrote last and what a colleague wrote meanwhile are both there at once', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Asleep'));
  const tampere = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await tampere.typeAtEnd('Before the lid closed. ');
  await expect(kortrijk.body).toContainText('Before the lid closed.');
  await tampere.page.context().setOffline(true);
  await tampere.paste('Typed last. ');
  await tampere.says('Saved on this device only');

  await lid(tampere.page, 'frozen');
  for (let line = 1; line <= 50; line += 1) await kortrijk.paste(`Line ${line} of many. `);
  await kortrijk.saved();
  await tampere.page.context().setOffline(false);
  await lid(tampere.page, 'active');
  await expect(tampere.body).toContainText('Line 50 of many.');
  await expect(kortrijk.body).toContainText('Typed last.');
  await tampere.typeAtEnd('Good morning.');
  await tampere.saved();
  await expect.poll(() => kortrijk.words()).toBe(await tampere.words());
});

test('the sign-in ended while the laptop slept: the words are kept, and signing in again brings them', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Asleep for days'));
  const page = await arrive(PEOPLE.tampere, path);
  const tampere = await new DocumentOnScreen(page).opened();
  await tampere.typeAtEnd('Known to all. ');
  await tampere.saved();
  await page.context().setOffline(true);
  await tampere.paste('Written before the weekend.');
  await tampere.says('Saved on this device only');
  await lid(page, 'frozen');
  const [own] = await page.context().cookies();
  await call(kontor.url, `${own?.name ?? ''}=${own?.value ?? ''}`, 'DELETE', '/session', {});
  await page.context().setOffline(false);
  await lid(page, 'active');

  const notice = page.getByRole('alert').filter({ hasText: 'You are signed out.' });
  await expect(notice).toContainText('kept on this device', { timeout: 30_000 });
  await expect(tampere.body).toContainText('Written before the weekend.');
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await expect(kortrijk.body).not.toContainText('weekend');

  // Signs in in another tab, as the notice offers, and tries again here.
  await carrySession(page.context(), kontor.url, PEOPLE.tampere);
  await notice.getByRole('button', { name: 'Try again' }).click();
  await tampere.saved();
  await expect(kortrijk.body).toContainText('Known to all. Written before the weekend.');
});
