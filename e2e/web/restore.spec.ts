import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BODY } from '@kontor/documents';
import * as Y from 'yjs';
import { runBackupCommand } from '../support/backup-command.js';
import { createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';

test('a backup is restored: who wrote since reads the restored text and is offered their words, in an open page and later', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const folder = await mkdtemp(join(tmpdir(), 'kontor-restore-'));
  const kontor = await KontorProcess.start();
  const profiles = await Promise.all(
    [0, 1].map(() =>
      browser.newContext({ baseURL: kontor.url, permissions: ['clipboard-read', 'clipboard-write'] }),
    ),
  );
  const [here, away] = profiles as [(typeof profiles)[0], (typeof profiles)[0]];
  try {
    const cookie = await signIn(kontor.url, PEOPLE.tampere);
    const path = `/practice-documents/${await createDocument(kontor.url, cookie, 'Restored')}`;
    const open = async (profile: typeof here, email: string): Promise<DocumentOnScreen> => {
      await carrySession(profile, kontor.url, email);
      const page = await profile.newPage();
      await page.goto(path);
      return new DocumentOnScreen(page).opened();
    };
    const tampere = await open(here, PEOPLE.tampere);
    await tampere.typeAtEnd('Known to the backup.');
    await tampere.saved();
    const backup = join(folder, 'backup');
    expect(await runBackupCommand(kontor, 'backup', backup)).toMatchObject({ code: 0 });

    // One person goes on writing with the page open; another writes, and is away when it happens.
    const kortrijk = await open(away, PEOPLE.kortrijk);
    await kortrijk.typeAtEnd('');
    await kortrijk.page.keyboard.press('Enter');
    await kortrijk.typeAtEnd('Written in Kortrijk since.');
    await kortrijk.saved();
    // The copy on the device follows a moment later, and only what is in it can be offered after the page was closed.
    await expect.poll(() => textOnDevice(kortrijk.page)).toContain('Written in Kortrijk since.');
    await kortrijk.page.close();
    await expect(tampere.body).toContainText('Written in Kortrijk since.');
    await tampere.typeAtEnd('');
    await tampere.page.keyboard.press('Enter');
    await tampere.typeAtEnd('Written in Tampere since.');
    await tampere.saved();

    expect(await runBackupCommand(kontor, 'restore', backup, '--yes')).toMatchObject({ code: 0 });
    await tampere.says(/Your session has ended|signed out/i);
    await carrySession(here, kontor.url, PEOPLE.tampere);
    await tampere.page.getByRole('button', { name: 'Try again' }).first().click();
    await expectRestored(tampere, 'Written in Tampere since.');
    await expectRestored(await open(away, PEOPLE.kortrijk), 'Written in Kortrijk since.');

    // It outlasts a reload, and goes when it is no longer needed.
    await tampere.page.reload();
    await tampere.opened();
    await tampere.says('Words of yours that this version does not have');
    await tampere.page.getByRole('button', { name: 'I no longer need it' }).click();
    await expect(tampere.page.getByText('Words of yours that this version does not have')).toHaveCount(0);
    await tampere.typeAtEnd(' And on we write.');
    await tampere.saved();
    expect(await textOf(tampere)).toBe('Known to the backup. And on we write.');
  } finally {
    await Promise.all(profiles.map((profile) => profile.close()));
    await kontor.discard();
    await rm(folder, { recursive: true, force: true });
  }
});

/** What this browser's own store holds of the one document that was opened in it. */
async function textOnDevice(page: Page): Promise<string> {
  const updates = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('the store refused'));
      });
    const [info] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('kontor-texts-'));
    const database = await done(indexedDB.open(info?.name ?? ''));
    const rows: { update: Uint8Array }[] = await done(
      database.transaction('updates').objectStore('updates').getAll(),
    );
    database.close();
    return rows.map(({ update }) => [...update]);
  });
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(update));
  const text = doc.getXmlFragment(BODY).toString();
  doc.destroy();
  return text;
}

/** All that the page shows of the text, below the heading of its one section. */
const textOf = async ({ body }: DocumentOnScreen): Promise<string> =>
  (await body.innerText())
    .replaceAll('\u2060', '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^Text /, '');

async function expectRestored(person: DocumentOnScreen, words: string): Promise<void> {
  await person.says('Words of yours that this version does not have');
  await person.opened();
  await expect(person.body).toContainText('Known to the backup.');
  expect(await textOf(person)).toBe('Known to the backup.');
  await person.page.getByRole('button', { name: 'Copy my text' }).click();
  await expect.poll(() => person.page.evaluate(() => navigator.clipboard.readText())).toContain(words);
  await person.saved();
}
