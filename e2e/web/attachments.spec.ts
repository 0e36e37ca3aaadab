import { readFile } from 'node:fs/promises';
import { ThreadDraft } from '@kontor/contracts';
import type { Page } from '@playwright/test';
import { call } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');
/** One red point. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const FILE = { name: 'Agreement.pdf', mimeType: 'application/pdf', buffer: PDF };
const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });

/** As somebody does who has a picture in the clipboard. */
const pastePicture = (page: Page) =>
  composer(page).evaluate((field, data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'red.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, PNG);

test('somebody attaches a file and pastes a picture, and the other sees and saves them', async ({
  arrive,
  kontor,
}) => {
  const { threadId } = await asked(kontor.url);
  const writing = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`, { viewport: PHONE });
  const reading = await arrive(PEOPLE.coordinator, `/threads/${threadId}`);
  await composer(writing).click();

  // From the words to the tools and back without a mouse.
  await writing.keyboard.press('Shift+Tab');
  await writing.keyboard.press('End');
  const choosing = writing.waitForEvent('filechooser');
  // Asked after the browser was told to hand the chooser over: keys travel another way and can be there first.
  await expect(writing.getByRole('button', { name: 'Attach files' })).toBeFocused();
  await writing.keyboard.press('Enter');
  const chooser = await choosing;
  await chooser.setFiles([
    FILE,
    { ...FILE, name: 'page.pdf', buffer: Buffer.from('<html><script>1</script>') },
  ]);
  const own = writing.getByRole('list', { name: 'Files of your post' });
  await expect(own).toContainText('Agreement.pdfPDF');
  await expect(own.getByRole('alert')).toContainText('Accepted are PDF, OpenDocument');
  await own.getByRole('button', { name: 'Leave out page.pdf' }).press('Enter');
  await expect(own.getByRole('listitem')).toHaveCount(1);
  await expect(composer(writing)).toBeFocused();
  await expect(writing.getByText('Write a few words about the files, then send.')).toBeVisible();

  await pastePicture(writing);
  const dialog = writing.getByRole('dialog', { name: 'Add an image' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toContainText('Describe the image, or mark it as decorating.');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('The new counter');
  await writing.keyboard.press('Enter');
  await expect(composer(writing).getByRole('img', { name: 'The new counter' })).toBeVisible();
  await expect(composer(writing)).toBeFocused();
  await writing.keyboard.press('Control+End');
  await writing.keyboard.press('Enter');
  await writing.keyboard.insertText('Signed last week.');
  expect(await accessibilityFaults(writing)).toEqual([]);
  await writing.keyboard.press('Control+Enter');
  await expect(own).toHaveCount(0);
  // What was sent stands above the bar of the phone, with all that can be done with it.
  const bar = writing.getByRole('navigation', { name: 'Main navigation' });
  const under = async () => {
    const [sent, over] = [await writing.locator('#post-2').boundingBox(), await bar.boundingBox()];
    return (sent?.y ?? 0) + (sent?.height ?? 10_000) - (over?.y ?? 0);
  };
  await expect.poll(under).toBeLessThanOrEqual(0);

  const post = reading.locator('#post-2');
  await expect(post).toContainText('Signed last week.');
  await expect(post.getByRole('img', { name: 'The new counter' })).toHaveJSProperty('naturalWidth', 1);
  const saving = reading.waitForEvent('download');
  await post
    .getByRole('list', { name: 'Attached files' })
    .getByRole('link', { name: 'Agreement.pdf' })
    .click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe('Agreement.pdf');
  expect(await readFile(await download.path())).toEqual(PDF);
  expect(await accessibilityFaults(reading)).toEqual([]);

  // Without a network no file goes up; the words wait for it.
  await writing.context().setOffline(true);
  await composer(writing).click();
  await writing.keyboard.insertText('And one more.');
  await writing.locator('input[type=file]').setInputFiles(FILE);
  await expect(own.getByRole('alert')).toContainText('Your text is kept');
  await expect(composer(writing)).toContainText('And one more.');
});

test('files stand below a draft as its words do: after a reload, on another device, and when it is sent from there', async ({
  arrive,
  kontor,
}) => {
  const { threadId, editor } = await asked(kontor.url);
  const desk = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  const own = (page: Page) => page.getByRole('list', { name: 'Files of your post' });
  const saved = (page: Page) => page.getByText(/^Draft saved, \d\d:\d\d$/);
  const attach = async (page: Page, name: string) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (await choosing).setFiles([{ ...FILE, name }]);
    await expect(own(page)).toContainText(name);
  };
  const kept = async () => {
    const { written } = ThreadDraft.parse(
      await call(kontor.url, editor, 'GET', `/threads/${threadId}/draft`),
    );
    return written?.attachments.map(({ name }) => name);
  };
  // A file before any word is kept with the first one.
  await attach(desk, 'Agreement.pdf');
  await composer(desk).fill('See the agreement.');
  await expect(saved(desk)).toBeVisible();
  await attach(desk, 'Plan.pdf');
  await expect.poll(kept).toEqual(['Agreement.pdf', 'Plan.pdf']);
  await desk.reload();
  await expect(composer(desk)).toHaveText('See the agreement.');
  await expect(own(desk).getByRole('listitem')).toHaveText([/^Agreement\.pdf/, /^Plan\.pdf/]);
  await own(desk).getByRole('button', { name: 'Leave out Agreement.pdf' }).click();
  // No word less, and what was never there stays away.
  await expect(own(desk).getByRole('listitem')).toHaveText([/^Plan\.pdf/]);
  await expect.poll(kept).toEqual(['Plan.pdf']);
  const train = await arrive(PEOPLE.kortrijk, `/threads/${threadId}`);
  await expect(composer(train)).toHaveText('See the agreement.');
  await expect(own(train).getByRole('listitem')).toHaveText([/^Plan\.pdf/]);
  await composer(train).press('Control+Enter');
  const attached = desk.locator('#post-2').getByRole('list', { name: 'Attached files' });
  await expect(attached.getByRole('link')).toHaveText(['Plan.pdf']);
  for (const page of [desk, train]) {
    await expect(own(page)).toHaveCount(0);
    await expect(composer(page)).toHaveText('');
  }
});
