import type { Browser, BrowserContext, Page } from '@playwright/test';
import { MESSAGE } from '@kontor/contracts';
import * as decoding from 'lib0/decoding';
import { createDocument, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { carrySession, expect, PEOPLE, test } from './support/fixtures.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;
const timesIn = (text: string, words: string): number => text.split(words).length - 1;

/** Another device with a copy of all that this browser profile keeps: cookies and both kinds of stores. */
async function copyOf(profile: BrowserContext, browser: Browser, baseURL: string): Promise<BrowserContext> {
  const storageState = await profile.storageState({ indexedDB: true });
  return browser.newContext({ baseURL, storageState });
}

/**
 * Both halves of a copied machine draw the same lots, as two that run on from one saved state do: so their pages write
 * under one client id. Until `chanceReturns`.
 */
const SAME_LOTS = (): void => {
  const draw = crypto.getRandomValues.bind(crypto);
  let isSame = true;
  crypto.getRandomValues = (into) => {
    const drawn = draw(into);
    if (isSame && drawn instanceof Uint32Array && drawn.length === 1) drawn[0] = 4_711_000;
    return drawn;
  };
  Reflect.set(globalThis, 'chanceReturns', () => (isSame = false));
};
const chanceReturns = (page: Page): Promise<void> =>
  page.evaluate(() => void Reflect.get(globalThis, 'chanceReturns')());

/** The client ids that this page has spoken under in presence, as they stand on the wire. */
function idsOf(page: Page): number[] {
  const ids: number[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string' || payload[0] !== MESSAGE.awareness) return;
      const decoder = decoding.createDecoder(new Uint8Array(payload.subarray(1)));
      const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
      if (decoding.readVarUint(states) > 0) ids.push(decoding.readVarUint(states));
    }),
  );
  return ids;
}

/** Each of these words stands once before everybody, all read the same, and somebody new gets it from the server. */
async function eachOnce(
  pages: DocumentOnScreen[],
  newcomer: () => Promise<DocumentOnScreen>,
  words: string[],
) {
  for (const page of pages) await page.saved();
  const everybody = [...pages, await newcomer()];
  for (const someone of everybody) {
    await expect
      .poll(async () => {
        const text = await someone.words();
        return words.map((each) => `${timesIn(text, each)} ${each}`);
      })
      .toEqual(words.map((each) => `1 ${each}`));
  }
  const texts = await Promise.all(everybody.map((someone) => someone.words()));
  expect(new Set(texts).size).toBe(1);
  // The section's heading, and nothing else.
  expect(texts[0]).toHaveLength('Text'.length + words.join('').length);
}

test('a browser profile copied with unsent words in it: they arrive once, and both copies write on', async ({
  arrive,
  browser,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'A copied profile'));
  const first = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const profile = first.page.context();
  await first.typeAtEnd('Known to the server. ');
  await first.saved();
  await profile.setOffline(true);
  await first.typeAtEnd('Unsent when it was copied. ');
  await first.says('Saved on this device only');

  const copy = await copyOf(profile, browser, kontor.url);
  try {
    await first.page.close();
    const [one, two] = [await profile.newPage(), await copy.newPage()];
    await profile.setOffline(false);
    await Promise.all([one.goto(path), two.goto(path)]);
    const [here, there] = [new DocumentOnScreen(one), new DocumentOnScreen(two)];
    await Promise.all([here.opened(), there.opened()]);
    await here.saved();
    await there.saved();
    await Promise.all([here.paste('Of the one. '), there.paste('Of the other. ')]);
    await profile.setOffline(true);
    await here.paste('Offline in the one. ');
    await there.paste('Meanwhile in the other. ');
    await profile.setOffline(false);
    const newcomer = async () => new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
    await eachOnce([here, there], newcomer, [
      'Known to the server. ',
      'Unsent when it was copied. ',
      'Of the one. ',
      'Of the other. ',
      'Offline in the one. ',
      'Meanwhile in the other. ',
    ]);
  } finally {
    await copy.close();
  }
});

test('a copied machine: both halves write at once, online and one of them offline, and no word of either is lost or doubled', async ({
  browser,
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'A copied machine'));
  const before = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  await before.typeAtEnd('Past. ');
  await before.saved();
  const machines = [
    await copyOf(before.page.context(), browser, kontor.url),
    await copyOf(before.page.context(), browser, kontor.url),
  ];
  await before.page.close();
  try {
    const halves: { profile: BrowserContext; document: DocumentOnScreen; ids: number[] }[] = [];
    for (const profile of machines) {
      await carrySession(profile, kontor.url, PEOPLE.tampere);
      const page = await profile.newPage();
      await page.addInitScript(SAME_LOTS);
      const ids = idsOf(page);
      await page.goto(path);
      halves.push({ profile, ids, document: await new DocumentOnScreen(page).opened() });
    }
    const [here, there] = halves as [(typeof halves)[0], (typeof halves)[0]];
    await Promise.all(halves.map(({ document }) => chanceReturns(document.page)));
    await expect.poll(() => [here.ids[0], there.ids[0]]).toEqual([4_711_000, 4_711_000]);

    await Promise.all([here.document.paste('One. '), there.document.paste('Zwei. ')]);
    // One of them has stepped aside, or both have.
    await expect.poll(() => new Set([...here.ids, ...there.ids]).size).toBeGreaterThan(1);
    for (const { document } of halves) {
      for (const words of ['One.', 'Zwei.']) await expect(document.body).toContainText(words);
      await document.saved();
    }
    await there.profile.setOffline(true);
    await there.document.paste('Written on the train. ');
    await here.document.paste('Written meanwhile. ');
    await here.document.saved();
    await there.document.says('Saved on this device only');
    await there.profile.setOffline(false);
    await Promise.all([here.document.paste('And one more. '), there.document.paste('Und noch eins. ')]);

    const newcomer = async () => new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
    await eachOnce([here.document, there.document], newcomer, [
      'Past. ',
      'One. ',
      'Zwei. ',
      'Written on the train. ',
      'Written meanwhile. ',
      'And one more. ',
      'Und noch eins. ',
    ]);
  } finally {
    await Promise.all(machines.map((machine) => machine.close()));
  }
});
