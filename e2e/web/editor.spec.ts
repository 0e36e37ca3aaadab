import type { Locator, Page } from '@playwright/test';
import { createDocument, signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { beginDocument, letIn, openWorkspace } from './support/house.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;

/** A square of brick red, 8 by 8. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNY7KqPFTEMLQkAXl1FwePecM0AAAAASUVORK5CYII=',
  'base64',
);

const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Tools for the text' }).getByRole('button', { name, exact: true });

/** Puts this HTML on the clipboard of the event and pastes it, as Ctrl+V after copying in another program does. */
async function paste(document: DocumentOnScreen, html: string): Promise<void> {
  await document.text.focus();
  await document.page.keyboard.press('Control+End');
  await document.text.evaluate((element, copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', copied);
    clipboardData.setData('text/plain', 'as plain text');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

test('headings, lists, tasks, a table with its header row, a callout and a link come from the toolbar', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'All the tools'));
  const page = await arrive(PEOPLE.tampere, path);
  const document = await new DocumentOnScreen(page).opened();
  const { body } = document;
  const { keyboard } = page;
  await document.text.focus();
  await keyboard.press('Control+End');

  await tool(page, 'Heading').click();
  await keyboard.type('What we did');
  await expect(body.getByRole('heading', { level: 3, name: 'What we did' })).toBeVisible();
  await keyboard.press('Enter');
  await tool(page, 'List').click();
  await keyboard.type('One');
  await keyboard.press('Enter');
  await keyboard.type('Two');
  await expect(body.getByRole('listitem')).toHaveText(['One', 'Two']);
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await tool(page, 'Task list').click();
  await keyboard.type('Ask the residents');
  const task = body.getByRole('checkbox', { name: 'Done: Ask the residents' });
  await task.check();
  await expect(task).toBeChecked();
  await document.text.press('Control+End');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await tool(page, 'Tip').click();
  await expect(tool(page, 'Tip')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.type('Start small.');
  await tool(page, 'Tip').click();
  await keyboard.press('Enter');
  await tool(page, 'Link').click();
  const dialog = page.getByRole('dialog', { name: 'Link' });
  await dialog.getByLabel('Address').fill('javascript:alert(1)//a b');
  await dialog.getByRole('button', { name: 'Set link' }).click();
  await expect(dialog.getByText(/This is no address of a web page/)).toBeVisible();
  await dialog.getByLabel('Address').fill('city.example/report');
  await dialog.getByLabel('Text of the link').fill('our report');
  await dialog.getByRole('button', { name: 'Set link' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(body.getByRole('link', { name: 'our report' })).toHaveAttribute(
    'href',
    'https://city.example/report',
  );
  await expect(document.text).toBeFocused();

  await tool(page, 'Table').click();
  await expect(body.getByRole('columnheader')).toHaveCount(3);
  await keyboard.type('Year');
  await expect(body.getByRole('columnheader', { name: 'Year' })).toBeVisible();
  await page
    .getByRole('toolbar', { name: 'Tools for the table' })
    .getByRole('button', { name: 'Row below' })
    .click();
  await expect(body.getByRole('row')).toHaveCount(4);
  await document.saved();
});

test('an image is not taken without its description, and then a colleague sees it', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'A picture'));
  const page = await arrive(PEOPLE.tampere, path);
  const document = await new DocumentOnScreen(page).opened();
  await document.typeAtEnd('Look: ');
  await tool(page, 'Image').click();
  const dialog = page.getByRole('dialog', { name: 'Add an image' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Choose an image file.')).toBeVisible();
  await dialog
    .getByLabel('Image file')
    .setInputFiles({ name: 'red.png', mimeType: 'image/png', buffer: PNG });
  await expect(dialog.getByRole('img', { name: 'The chosen image' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('Describe the image, or mark it as decorating.')).toBeVisible();
  await dialog.getByLabel('Description').fill('A red square');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(document.body.getByRole('img', { name: 'A red square' })).toBeVisible();
  await document.saved();

  const there = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  const image = there.body.getByRole('img', { name: 'A red square' });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(8);
});

test('a member is mentioned by the keyboard; words are found and counted', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Mention and find'));
  const page = await arrive(PEOPLE.tampere, path);
  const document = await new DocumentOnScreen(page).opened();
  await document.typeAtEnd('Harbour, harbour and HARBOUR. Ask @kortri');
  const list = page.getByRole('listbox', { name: 'Members to mention' });
  await expect(list.getByRole('option', { name: /Demo Editor, Kortrijk/ })).toBeVisible();
  await expect(document.text).toHaveAttribute('aria-activedescendant', /./);
  while (!(await list.getByRole('option', { name: /Demo Editor/, selected: true }).isVisible()))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(list).toHaveCount(0);
  await expect(document.body).toContainText('Ask @Demo Editor, Kortrijk');

  await page.keyboard.press('Control+f');
  const find = page.getByRole('search').filter({ has: page.getByRole('button', { name: 'Close finding' }) });
  await page.keyboard.type('harbour');
  await expect(find.getByRole('status')).toHaveText('1 of 3');
  await page.keyboard.press('Enter');
  await expect(find.getByRole('status')).toHaveText('2 of 3');
  await page.keyboard.press('Shift+Enter');
  await expect(find.getByRole('status')).toHaveText('1 of 3');
  await page.keyboard.type('s');
  await expect(find.getByRole('status')).toHaveText('Not found');
  await page.keyboard.press('Escape');
  await expect(document.text).toBeFocused();
});

test('undo takes back only what I did, also while a colleague types', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Undo'));
  const tampere = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const kortrijk = await new DocumentOnScreen(await arrive(PEOPLE.kortrijk, path)).opened();
  await kortrijk.typeAtEnd('Theirs before. ');
  await expect(tampere.body).toContainText('Theirs before.');
  await tampere.typeAtEnd('Mine.');
  await expect(kortrijk.body).toContainText('Mine.');
  await kortrijk.text.focus();
  await kortrijk.page.keyboard.press('Control+Home');
  const typing = kortrijk.page.keyboard.type('Theirs while I undo. ', { delay: 30 });
  await tampere.page.keyboard.press('Control+z');
  await typing;
  for (const person of [tampere, kortrijk]) {
    await expect(person.body).toContainText('Theirs before.');
    await expect(person.body).toContainText('Theirs while I undo.');
    await expect(person.body).not.toContainText('Mine.');
  }
  await tampere.page.keyboard.press('Control+y');
  await expect(kortrijk.body).toContainText('Mine.');
});

test('what comes from Word and from Google Docs keeps its structure and loses its looks', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const path = pathOf(await createDocument(kontor.url, cookie, 'Pasted'));
  const document = await new DocumentOnScreen(await arrive(PEOPLE.tampere, path)).opened();
  const { body } = document;
  await paste(
    document,
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
    <h1>From Word<o:p></o:p></h1>
    <p class=MsoNormal><span style='font-family:"Calibri";color:red'>Residents <b>decide</b>.<o:p></o:p></span></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>First idea<o:p></o:p></p>
    <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Second idea<o:p></o:p></p>
    <!--EndFragment--></body></html>`,
  );
  await expect(body.getByRole('heading', { level: 3, name: 'From Word' })).toBeVisible();
  await expect(body.getByRole('listitem')).toHaveText(['First idea', 'Second idea']);
  await expect(body.locator('ul')).toHaveCSS('list-style-type', 'disc');
  await expect(body.locator('strong')).toHaveText('decide');

  await document.page.keyboard.press('Enter');
  await document.page.keyboard.press('Enter');
  await paste(
    document,
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt">From Google</span></h2><p dir="ltr"><span style="font-weight:400">Plain, </span><span style="font-weight:700">bold</span> <a href="https://www.google.com/url?q=https://city.example/a&amp;sa=D"><span style="color:#1155cc">source</span></a></p></b>`,
  );
  await expect(body.getByRole('heading', { level: 3, name: 'From Google' })).toBeVisible();
  await expect(body.locator('strong')).toHaveText(['decide', 'bold']);
  await expect(body.getByRole('link', { name: 'source' })).toHaveAttribute('href', 'https://city.example/a');
  expect(await body.evaluate((element) => element.innerHTML)).not.toMatch(
    /mso|Mso|o:p|font-|color:|guid|google|·/,
  );
  await document.saved();
});

test('who only reads sees the text and no tool to change it', async ({ arrive, kontor }) => {
  const [coordinator, operator, cookie] = await Promise.all([
    signIn(kontor.url, PEOPLE.coordinator),
    signIn(kontor.url, PEOPLE.operator),
    signIn(kontor.url, PEOPLE.decisionMaker),
  ]);
  const workspaceId = await openWorkspace(kontor.url, coordinator, 'Readers');
  const reading = { email: PEOPLE.decisionMaker, role: 'decision-maker', cookie };
  await letIn(kontor.url, { coordinator, operator }, workspaceId, reading);
  const path = pathOf(await beginDocument(kontor.url, coordinator, workspaceId, { title: 'Only read' }));
  const page = await arrive(PEOPLE.decisionMaker, path);
  const reader = new DocumentOnScreen(page);
  await expect(page.getByText('You can read this text').first()).toBeVisible();
  await expect(reader.body).toHaveAttribute('contenteditable', 'false');
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add a section' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Move or remove/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Fields', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Fields' });
  await expect(panel.getByText('Only read')).toBeVisible();
  await expect(panel.getByRole('textbox')).toHaveCount(0);
  await page.getByRole('button', { name: 'More actions for this document' }).click();
  await expect(page.getByRole('button', { name: 'Copy the link' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Archive', exact: true })).toHaveCount(0);
});

test('open dialogs and panels have no fault against WCAG 2.2 AA', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'A room with dialogs');
  const path = pathOf(await beginDocument(kontor.url, cookie, workspaceId, { title: 'Dialogs' }));
  const page = await arrive(PEOPLE.coordinator, path, { colorScheme: 'light', reducedMotion: 'reduce' });
  const document = await new DocumentOnScreen(page).opened();
  const judge = async (what: string, shown: Locator, open: () => Promise<void>): Promise<void> => {
    await test.step(what, async () => {
      await open();
      await expect(shown).toBeVisible();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(shown).toHaveCount(0);
    });
  };
  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
  await document.text.click();
  await judge('link', dialog('Link'), () => tool(page, 'Link').click());
  await judge('image', dialog('Add an image'), () => tool(page, 'Image').click());
  await judge('palette', dialog('Go anywhere'), () => page.keyboard.press('Control+k'));
  await judge('fields', page.getByRole('complementary', { name: 'Fields' }), () =>
    page.getByRole('button', { name: 'Fields', exact: true }).click(),
  );
  await judge('sharing', dialog(/to community members\?$/), async () => {
    await page.getByRole('button', { name: 'More actions for this document' }).click();
    await page.getByRole('button', { name: 'Show to community members' }).click();
  });
  await page.getByRole('link', { name: 'A room with dialogs' }).first().click();
  await judge('new document', dialog('New document'), () =>
    page.getByRole('button', { name: 'New document' }).first().click(),
  );
  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link').last().click();
  await page.getByRole('link', { name: 'All members' }).click();
  await judge('invite', dialog('Invite somebody'), () =>
    page.getByRole('button', { name: 'Invite somebody' }).first().click(),
  );
});
