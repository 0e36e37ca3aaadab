import { call, createDocument } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';

const DAY = 'What was agreed on the train, at length. '.repeat(32_000);

for (const [way, env] of [
  ['', {}],
  [', also where WebSockets are refused', { KONTOR_WEBSOCKETS: 'false' }],
] as const)
  test(`more than a megabyte written without a network reaches the server by itself${way}`, async ({
    browser,
  }) => {
    test.setTimeout(180_000);
    const kontor = await KontorProcess.start(env);
    const context = await browser.newContext({ baseURL: kontor.url });
    try {
      const cookie = await carrySession(context, kontor.url, PEOPLE.tampere);
      const id = await createDocument(kontor.url, cookie, 'A long day');
      const page = await context.newPage();
      await page.goto(`/practice-documents/${id}`);
      const document = await new DocumentOnScreen(page).opened();
      await document.typeAtEnd('Before. ');
      await document.saved();
      await context.setOffline(true);
      await document.paste(DAY);
      await document.says('Saved on this device only');
      await context.setOffline(false);
      await expect(page.getByText(/^Saved on the server/).first()).toBeVisible({ timeout: 60_000 });
      const stored = JSON.stringify(
        await call(kontor.url, cookie, 'GET', `/practice-documents/${id}/content`),
      );
      expect(stored.split('What was agreed on the train').length - 1).toBe(32_000);
    } finally {
      await context.close();
      await kontor.discard();
    }
  });
