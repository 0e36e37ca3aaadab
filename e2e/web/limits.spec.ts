import { createDocument, signIn } from '../support/http.js';
import { Writer } from '../support/writer.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';

const CHUNK = 'k'.repeat(400_000);
const MB = 1024 * 1024;

test('a document that comes near its limit says so to who has it open, with what to do', async ({
  arrive,
  kontor,
}) => {
  test.setTimeout(150_000);
  const cookie = await signIn(kontor.url, PEOPLE.kortrijk);
  const documentId = await createDocument(kontor.url, cookie, 'Nearly full');
  const path = `/practice-documents/${documentId}`;
  const page = await arrive(PEOPLE.tampere, path);
  const tampere = await new DocumentOnScreen(page).opened();
  const writer = new Writer(kontor.url, documentId, cookie);
  try {
    await writer.until(() => writer.isSynced);
    const notice = page.getByText(/^This document is \d+ % full$/);
    await expect(notice).toHaveCount(0);
    for (let size = 0; size < 0.71 * 20 * MB; size += CHUNK.length) {
      writer.doc.getText('faults').insert(0, CHUNK);
      await writer.settled();
    }
    await expect(notice).toBeVisible();
    await expect(page.getByText(/Continue in a second document/)).toBeVisible();
    await tampere.typeAtEnd('There is still room. ');
    await tampere.saved();
    await page.getByRole('button', { name: 'Understood' }).click();
    await expect(notice).toHaveCount(0);

    // Who opens it later is told as well.
    const later = await arrive(PEOPLE.kortrijk, path);
    await new DocumentOnScreen(later).opened();
    await expect(later.getByText(/^This document is 7\d % full$/)).toBeVisible();
  } finally {
    writer.stop();
  }
});
