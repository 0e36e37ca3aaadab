import { childrenOf } from '../support/child-processes.js';
import { BlackHole } from '../support/black-hole.js';
import { createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;

test('a line that is dead and does not say so is noticed within 30 seconds; what is typed is kept and arrives', async ({
  browser,
  arrive,
  kontor,
}) => {
  test.setTimeout(150_000);
  const network = await BlackHole.before(kontor.url);
  const context = await browser.newContext({ baseURL: network.url });
  try {
    const cookie = await signIn(kontor.url, PEOPLE.tampere);
    const path = pathOf(await createDocument(kontor.url, cookie, 'Half open'));
    await carrySession(context, network.url, PEOPLE.tampere);
    const page = await context.newPage();
    await page.goto(path);
    const tampere = await new DocumentOnScreen(page).opened();
    await tampere.typeAtEnd('Before the tunnel. ');
    await tampere.saved();
    const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
    await expect(kortrijk.body).toContainText('Before the tunnel.');

    const since = Date.now();
    network.swallow();
    await tampere.typeAtEnd('In the tunnel. ');
    await expect(page.getByText('Saved on this device only')).toBeVisible({ timeout: 35_000 });
    test.info().annotations.push({ type: 'noticed after', description: `${Date.now() - since} ms` });
    await tampere.typeAtEnd('Still in it. ');
    await kortrijk.typeAtEnd('Outside. ');
    await kortrijk.saved();

    network.heal();
    await expect(kortrijk.body).toContainText('In the tunnel. Still in it.', { timeout: 30_000 });
    await expect(tampere.body).toContainText('Outside.');
    await tampere.saved();
  } finally {
    await context.close();
    await network.close();
  }
});

test('the database is away: people write and see each other, after a minute the text can only be read and says why, and all is saved soon after its return', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const kontor = await KontorProcess.start();
  const contexts = [
    await browser.newContext({ baseURL: kontor.url }),
    await browser.newContext({ baseURL: kontor.url }),
  ];
  const database = childrenOf(kontor.child.pid ?? 0);
  try {
    const cookie = await signIn(kontor.url, PEOPLE.tampere);
    const path = pathOf(await createDocument(kontor.url, cookie, 'No database'));
    const [tampere, kortrijk] = await Promise.all(
      contexts.map(async (context, index) => {
        await carrySession(context, kontor.url, index === 0 ? PEOPLE.tampere : PEOPLE.kortrijk);
        const page = await context.newPage();
        await page.goto(path);
        return new DocumentOnScreen(page).opened();
      }),
    );
    if (!tampere || !kortrijk) throw new Error('two people are needed');
    await tampere.typeAtEnd('Before. ');
    await tampere.saved();
    await kortrijk.typeAtEnd('Me too. ');
    await kortrijk.saved();

    for (const pid of database) process.kill(pid, 'SIGSTOP');
    await tampere.typeAtEnd('Nobody stores this. ');
    await expect(kortrijk.body).toContainText('Nobody stores this.');
    await tampere.says('Saving takes longer. Keep this tab open');

    const banner = tampere.page.getByRole('alert').filter({ hasText: 'cannot save at the moment' });
    await expect(async () => {
      await tampere.typeAtEnd('x');
      await expect(banner).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 90_000, intervals: [2_000] });
    await expect(banner).toContainText('kept on this device');
    await expect(tampere.body).toHaveAttribute('aria-readonly', 'true');
    const written = await tampere.words();

    for (const pid of database) process.kill(pid, 'SIGCONT');
    const since = Date.now();
    await expect(banner).toBeHidden({ timeout: 20_000 });
    await tampere.saved();
    test.info().annotations.push({ type: 'saved after its return', description: `${Date.now() - since} ms` });
    expect(await tampere.words()).toBe(written);
    await expect.poll(() => kortrijk.words()).toBe(written);
    await tampere.typeAtEnd('Writing on.');
    await tampere.saved();
    await expect(kortrijk.body).toContainText('Writing on.');
  } finally {
    for (const pid of database) process.kill(pid, 'SIGCONT');
    await Promise.all(contexts.map((context) => context.close()));
    await kontor.discard();
  }
});
