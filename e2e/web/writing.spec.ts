import { call, createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, PHONE, test } from './support/fixtures.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;

/** Address of a person's membership in the workspace of a document. */
async function membershipOf(url: string, cookie: string, documentId: string, email: string): Promise<string> {
  const { workspaceId } = await call(url, cookie, 'GET', `/practice-documents/${documentId}`);
  const path = `/workspaces/${String(workspaceId)}/members`;
  const { items } = (await call(url, cookie, 'GET', `${path}?limit=100`)) as {
    items: { userId: string; email: string }[];
  };
  return `${path}/${items.find((member) => member.email === email)?.userId ?? ''}`;
}

test('two officials type at once in one paragraph; both see every letter, the carets and who is here', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Typing at once'));
  const tampere = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await tampere.typeAtEnd('Start. ');
  await expect(kortrijk.body).toContainText('Start.');

  await kortrijk.text.focus();
  await kortrijk.page.keyboard.press('Control+End');
  await Promise.all([tampere.typeAtEnd('aaaaaaaaaaaaaaaaaaaa'), kortrijk.typeAtEnd('bbbbbbbbbbbbbbbbbbbb')]);
  // What stands in the text, without the name tags of carets.
  const letters = (person: DocumentOnScreen): Promise<string> =>
    person.body.evaluate((body) => {
      const copy = body.cloneNode(true) as HTMLElement;
      for (const caret of copy.querySelectorAll('.k-caret')) caret.remove();
      return (/Start\.\s*(\S*)/.exec(copy.textContent ?? '')?.[1] ?? '').replaceAll('\u2060', '');
    });
  const all = (text: string): string => text.split('').sort().join('');
  await expect.poll(async () => all(await letters(tampere))).toBe(`${'a'.repeat(20)}${'b'.repeat(20)}`);
  await expect.poll(async () => await letters(kortrijk)).toBe(await letters(tampere));

  await expect(tampere.page.getByRole('region', { name: 'Also here' })).toContainText('Kortrijk');
  await expect(
    tampere.page
      .locator('.ProseMirror')
      .getByText(/Kortrijk/)
      .first(),
  ).toBeAttached();
  await tampere.saved();
  await kortrijk.saved();
});

test('written offline, merged with what a colleague wrote meanwhile', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Offline'));
  const tampere = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await tampere.typeAtEnd('Together. ');
  await expect(kortrijk.body).toContainText('Together.');
  await tampere.saved();

  await tampere.page.context().setOffline(true);
  await tampere.typeAtEnd('Written on the train. ');
  await tampere.says('Saved on this device only');
  await kortrijk.typeAtEnd('Written in the office. ');
  await kortrijk.saved();
  await expect(kortrijk.body).not.toContainText('train');

  await tampere.page.context().setOffline(false);
  await expect(kortrijk.body).toContainText('Written on the train.', { timeout: 30_000 });
  await expect(tampere.body).toContainText('Written in the office.');
  await tampere.saved();
});

test('where the proxy blocks WebSockets the same words arrive over long-polling', async ({ browser }) => {
  test.setTimeout(120_000);
  const kontor = await KontorProcess.start({ KONTOR_WEBSOCKETS: 'false' });
  const context = await browser.newContext({ baseURL: kontor.url });
  const other = await browser.newContext({ baseURL: kontor.url });
  try {
    const cookie = await carrySession(context, kontor.url, PEOPLE.tampere);
    await carrySession(other, kontor.url, PEOPLE.kortrijk);
    const path = pathOf(await createDocument(kontor.url, cookie, 'Behind a proxy'));
    const [here, there] = [
      new DocumentOnScreen(await context.newPage()),
      new DocumentOnScreen(await other.newPage()),
    ];
    await Promise.all([here.page.goto(path), there.page.goto(path)]);
    await Promise.all([here.text.waitFor({ timeout: 40_000 }), there.text.waitFor({ timeout: 40_000 })]);
    await here.typeAtEnd('Over the long way.');
    await expect(there.body).toContainText('Over the long way.', { timeout: 20_000 });
    await here.saved();
  } finally {
    await Promise.all([context.close(), other.close()]);
    await kontor.discard();
  }
});

test('role taken away while typing: reading only within a second, and every word stays on the page', async ({
  arrive,
  kontor,
}) => {
  const coordinator = await signIn(kontor.url, PEOPLE.coordinator);
  const documentId = await createDocument(kontor.url, coordinator, 'Role taken away');
  const member = await membershipOf(kontor.url, coordinator, documentId, PEOPLE.kortrijk);
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, pathOf(documentId))).opened();
  await kortrijk.typeAtEnd('I may still write. ');
  await kortrijk.saved();
  try {
    const typing = kortrijk.page.keyboard.type('And on and on and on and on and on and on and on and on.', {
      delay: 40,
    });
    // Noted by the page itself, so that the second is the product's and not the test runner's.
    const readOnlyAt = kortrijk.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new MutationObserver(() => {
            if (document.querySelector('.ProseMirror[contenteditable="true"]') === null) resolve(Date.now());
          }).observe(document.body, { attributes: true, childList: true, subtree: true });
        }),
    );
    await call(kontor.url, coordinator, 'PATCH', member, { role: 'decision-maker' });
    const demotedAt = Date.now();
    const took = (await readOnlyAt) - demotedAt;
    test.info().annotations.push({ type: 'reading only after', description: `${took} ms` });
    expect(took).toBeLessThan(1_000);
    await typing;
    await expect(kortrijk.body).toContainText('I may still write.');
    await kortrijk.says(/You can (no longer change|read) this text/);
    // Each word that stands on the page was stored before the right went, or is offered for copying.
    const words = /I may still write\..*/.exec(
      (await kortrijk.body.innerText()).replaceAll('\u2060', ''),
    )?.[0];
    const stored = async (): Promise<string> =>
      String(
        (await call(kontor.url, coordinator, 'GET', `/practice-documents/${documentId}/content`))['html'],
      );
    if (!(await stored()).includes(words?.trimEnd() ?? '')) {
      await expect(kortrijk.page.getByRole('button', { name: 'Copy my text' })).toBeVisible();
    }
  } finally {
    await call(kontor.url, coordinator, 'PATCH', member, { role: 'editor' });
  }
});

test('role taken away while offline: the words that no server took are offered for copying', async ({
  arrive,
  kontor,
}) => {
  const coordinator = await signIn(kontor.url, PEOPLE.coordinator);
  const documentId = await createDocument(kontor.url, coordinator, 'Role taken away offline');
  const member = await membershipOf(kontor.url, coordinator, documentId, PEOPLE.kortrijk);
  const page = await arrive(PEOPLE.kortrijk, pathOf(documentId), {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const kortrijk = await new DocumentOnScreen(page).opened();
  await kortrijk.typeAtEnd('Known to all. ');
  await kortrijk.saved();
  try {
    await page.context().setOffline(true);
    await kortrijk.typeAtEnd('Mine alone.');
    await kortrijk.says('Saved on this device only');
    await call(kontor.url, coordinator, 'PATCH', member, { role: 'decision-maker' });
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Copy my text' }).click();
    await expect(page.getByText('Copied').first()).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Mine alone.');
    const { html } = await call(kontor.url, coordinator, 'GET', `/practice-documents/${documentId}/content`);
    expect(html).toContain('Known to all.');
    expect(html).not.toContain('Mine alone.');
  } finally {
    await call(kontor.url, coordinator, 'PATCH', member, { role: 'editor' });
  }
  await expect(page.getByRole('button', { name: 'Copy my text' })).toBeHidden();
  await kortrijk.saved();
});

test('the server is killed right after it said "saved": a browser that never was here finds every word', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  let kontor = await KontorProcess.start();
  const context = await browser.newContext({ baseURL: kontor.url });
  const cookie = await carrySession(context, kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Killed after saved'));
  try {
    const page = await context.newPage();
    await page.goto(path);
    const tampere = await new DocumentOnScreen(page).opened();
    await tampere.typeAtEnd('Every word of this stays: ääkköset, Łódź, Ω, 🏛️.');
    await tampere.saved();
    await kontor.kill();
    await context.close();

    kontor = await kontor.restart();
    const fresh = await browser.newContext({ baseURL: kontor.url });
    await carrySession(fresh, kontor.url, PEOPLE.kortrijk);
    const other = await fresh.newPage();
    await other.goto(path);
    const kortrijk = await new DocumentOnScreen(other).opened();
    await expect(kortrijk.body).toContainText('Every word of this stays: ääkköset, Łódź, Ω, 🏛️.');
    await fresh.close();
  } finally {
    await kontor.discard();
  }
});

test('on a phone an official opens a document and writes in it', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'On the phone'));
  const page = await arrive(PEOPLE.tampere, path, { viewport: PHONE, isMobile: true, hasTouch: true });
  const phone = await new DocumentOnScreen(page).opened();
  await phone.text.tap();
  await page.keyboard.type('Typed with two thumbs.', { delay: 15 });
  await expect(phone.body).toContainText('Typed with two thumbs.');
  await phone.saved();
});

test('who may not write reads, and nothing they press changes the text', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.decisionMaker);
  const { items } = (await call(kontor.url, cookie, 'GET', '/workspaces')) as { items: { id: string }[] };
  const documents = (await call(
    kontor.url,
    cookie,
    'GET',
    `/workspaces/${items[0]?.id ?? ''}/practice-documents`,
  )) as {
    items: { id: string }[];
  };
  const page = await arrive(PEOPLE.decisionMaker, pathOf(documents.items[0]?.id ?? ''));
  const reader = new DocumentOnScreen(page);
  await expect(reader.body.first()).toBeVisible();
  const before = await reader.body.first().textContent();
  await reader.body.first().click();
  await page.keyboard.type('I was never here');
  await expect(page.getByText('You can read this text').first()).toBeVisible();
  expect(await reader.body.first().textContent()).toBe(before);
});

test('by the keyboard alone: from signing in to a saved sentence', async ({ browser, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const documentId = await createDocument(kontor.url, cookie, 'Zz by keyboard alone');
  const record = await call(kontor.url, cookie, 'GET', `/practice-documents/${documentId}`);
  const workspaceName = String(record['workspaceName']);
  const context = await browser.newContext({ baseURL: kontor.url });
  const page = await context.newPage();
  const { keyboard } = page;
  const tabTo = async (role: 'textbox' | 'button' | 'link', name: RegExp): Promise<void> => {
    const target = page.getByRole(role, { name }).first();
    for (let i = 0; i < 60; i += 1) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`the Tab key never reaches the ${role} ${String(name)}`);
  };
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await tabTo('textbox', /E-mail address/);
  await keyboard.type(PEOPLE.tampere);
  await keyboard.press('Tab');
  await keyboard.type('kontor-demo');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Tampere/ })).toBeVisible();

  await keyboard.press('Control+k');
  await page.getByRole('combobox').first().waitFor();
  await keyboard.type(workspaceName);
  await expect(page.getByRole('option', { name: workspaceName }).first()).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: workspaceName })).toBeVisible();
  await tabTo('link', /Zz by keyboard alone/);
  await keyboard.press('Enter');
  const here = await new DocumentOnScreen(page).opened();
  await tabTo('textbox', /^Text of /);
  await keyboard.press('Control+End');
  await keyboard.type('Written without a mouse.');
  await expect(here.body).toContainText('Written without a mouse.');
  await here.saved();
  await keyboard.press('Alt+F10');
  await expect(page.getByRole('toolbar', { name: 'Tools for the text' }).locator(':focus')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(here.text).toBeFocused();
  await context.close();
});
