import type { Page } from '@playwright/test';
import { createDocument, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;

/** Everything that this browser profile keeps for Kontor, as one text. */
const keptIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const words = (bytes: unknown): string =>
      JSON.stringify(bytes, (_key, value: unknown) =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
      );
    const kept: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const name of await caches.keys()) kept.push(`cache ${name}`);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => (rows.onsuccess = resolve));
        kept.push(`${name}/${store} ${words(rows.result)}`);
      }
      database.close();
    }
    return kept.join('\n');
  });

async function signOut(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
}

test('after signing out nothing of a text is left in the browser', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'On a shared device'));
  const page = await arrive(PEOPLE.tampere, path);
  const tampere = await new DocumentOnScreen(page).opened();
  await tampere.paste('Harbour canary.');
  await tampere.saved();
  // A second tab has the copy open: it must not hold up the first.
  const second = await page.context().newPage();
  await second.goto(path);
  await new DocumentOnScreen(second).opened();
  expect(await keptIn(page)).toContain('canary');

  await signOut(page);
  await expect(page).toHaveURL(/sign-in/);
  expect(await keptIn(page)).not.toContain('canary');
});

test('words that no server has are not decided over silently at sign-out, and another account on the device neither sees nor sends them', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const saved = pathOf(await createDocument(kontor.url, cookie, 'Saved before'));
  const path = pathOf(await createDocument(kontor.url, cookie, 'Left unsaved'));
  const page = await arrive(PEOPLE.tampere, saved);
  const profile = page.context();
  const tampere = await new DocumentOnScreen(page).opened();
  await tampere.paste('Saved canary.');
  await tampere.saved();
  await page.goto(path);
  await tampere.opened();
  await tampere.typeAtEnd('Common ground. ');
  await tampere.saved();
  await profile.setOffline(true);
  await tampere.paste('Unsaved canary.');
  await tampere.says('Saved on this device only');
  await page.close();
  await profile.setOffline(false);

  const leaving = await profile.newPage();
  await signOut(leaving);
  const dialog = leaving.getByRole('dialog', { name: 'Some of your words are only on this device' });
  await expect(dialog).toContainText('In one place, a document or a discussion');
  await dialog.getByRole('button', { name: 'Sign out and keep my words here' }).click();
  await expect(leaving).toHaveURL(/sign-in/);
  const kept = await keptIn(leaving);
  expect(kept).toContain('Unsaved canary');
  expect(kept).not.toContain('Saved canary');

  await carrySession(profile, kontor.url, PEOPLE.kortrijk);
  await leaving.goto(path);
  const other = await new DocumentOnScreen(leaving).opened();
  await other.typeAtEnd('Somebody else. ');
  await other.saved();
  await expect(other.body).not.toContainText('canary');
  const elsewhere = await new DocumentOnScreen(await arrive(PEOPLE.coordinator, path)).opened();
  await expect(elsewhere.body).toContainText('Somebody else.');
  await expect(elsewhere.body).not.toContainText('canary');

  await carrySession(profile, kontor.url, PEOPLE.tampere);
  await leaving.goto(path);
  const back = await new DocumentOnScreen(leaving).opened();
  await expect(back.body).toContainText('Unsaved canary.');
  await back.saved();
  await expect(elsewhere.body).toContainText('Unsaved canary.');

  await leaving.context().setOffline(true);
  await back.paste('Second thoughts.');
  await back.says('Saved on this device only');
  await leaving.close();
  await profile.setOffline(false);
  const again = await profile.newPage();
  await signOut(again);
  await again.getByRole('button', { name: 'Remove my words and sign out' }).click();
  await expect(again).toHaveURL(/sign-in/);
  expect(await keptIn(again)).not.toContain('Second thoughts');
});

test('a tab left open brings nothing under the name of who signs in there next', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Left open'));
  const page = await arrive(PEOPLE.tampere, path);
  const profile = page.context();
  const tampere = await new DocumentOnScreen(page).opened();
  await tampere.typeAtEnd('Of Tampere. ');
  await tampere.saved();
  await profile.setOffline(true);
  await tampere.typeAtEnd('Still of Tampere.');
  await tampere.says('Saved on this device only');

  // The same browser, another person, while the tab stays open and finds its way back by itself.
  await carrySession(profile, kontor.url, PEOPLE.kortrijk);
  await profile.setOffline(false);
  const elsewhere = await new DocumentOnScreen(await arrive(PEOPLE.coordinator, path)).opened();
  // It says so, or is the newcomer's page by now; which comes first is up to the network.
  await tampere.says(/You are signed out|Signed out\. Your last words|Demo Editor, Kortrijk/);
  await expect(elsewhere.body).not.toContainText('Still of Tampere.');

  await carrySession(profile, kontor.url, PEOPLE.tampere);
  await page.reload();
  await new DocumentOnScreen(page).opened();
  await expect(elsewhere.body).toContainText('Of Tampere. Still of Tampere.');
});

test('signing out takes what one was writing in discussions from the browser, and asks about what no server has', async ({
  arrive,
  kontor,
}) => {
  const { threadId, workspaceId } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  const composer = page.getByRole('textbox', { name: 'Your reply' });
  await composer.fill('Saved canary.');
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  expect(await keptIn(page)).toContain('Saved canary');
  await signOut(page);
  await expect(page).toHaveURL(/sign-in/);
  expect(await keptIn(page)).not.toContain('canary');

  await carrySession(page.context(), kontor.url, PEOPLE.kortrijk);
  await page.goto(`/workspaces/${workspaceId}/threads`);
  await page.getByRole('button', { name: 'New discussion' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Begun canary');
  await signOut(page);
  const dialog = page.getByRole('dialog', { name: 'Some of your words are only on this device' });
  await expect(dialog).toContainText('In one place, a document or a discussion');
  await dialog.getByRole('button', { name: 'Sign out and keep my words here' }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await keptIn(page)).toContain('Begun canary');
  await carrySession(page.context(), kontor.url, PEOPLE.kortrijk);
  await signOut(page);
  await dialog.getByRole('button', { name: 'Remove my words and sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await keptIn(page)).not.toContain('canary');
});

test('a reply that was sent without network goes out from whatever page its author comes back to, under no other name', async ({
  arrive,
  kontor,
}) => {
  const { threadId, state } = await asked(kontor.url);
  const page = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  const profile = page.context();
  const composer = page.getByRole('textbox', { name: 'Your reply' });
  await composer.fill('Left in a hurry.');
  await expect(page.getByText(/^Draft saved/)).toBeVisible();
  await profile.setOffline(true);
  await composer.press('Control+Enter');
  await expect(page.getByText(/^On its way/)).toBeVisible();
  await page.close();
  await profile.setOffline(false);

  await carrySession(profile, kontor.url, PEOPLE.tampere);
  const other = await profile.newPage();
  const looked = other.waitForResponse((response) => response.url().includes('words-left'));
  await other.goto('/');
  await looked;
  expect((await state()).posts).toHaveLength(1);
  await other.close();

  await carrySession(profile, kontor.url, PEOPLE.kortrijk);
  const back = await profile.newPage();
  await back.goto('/account');
  await expect.poll(async () => (await state()).posts.map(({ html }) => html)).toHaveLength(2);
  expect((await state()).posts[1]?.html).toContain('Left in a hurry.');
});
