import { SECTION_KEYS } from '@kontor/contracts';
import { SECTION_GUIDES } from '@kontor/documents';
import { call, createDocument, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { beginDocument, letIn, openWorkspace } from './support/house.js';

const pathOf = (documentId: string): string => `/practice-documents/${documentId}`;
const listOf = (workspaceId: string): string => `/workspaces/${workspaceId}/practice-documents`;

test('a guided document begins with nine sections, and each asks its question', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Guided');
  const page = await arrive(PEOPLE.coordinator, listOf(workspaceId));
  await expect(page.getByText('No document yet')).toBeVisible();
  await page.getByRole('button', { name: 'New document' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New document' });
  await dialog.getByRole('button', { name: 'Begin writing' }).click();
  await expect(dialog.getByText('Enter a title of at most 100 characters.')).toBeVisible();
  await dialog.getByLabel('Title').fill('Zuständigkeitsverzeichnis für alle');
  await expect(dialog.getByLabel('Guided')).toBeChecked();
  await dialog.getByRole('button', { name: 'Begin writing' }).click();

  const document = await new DocumentOnScreen(page).opened();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Zuständigkeitsverzeichnis für alle' }),
  ).toBeVisible();
  const outline = page.getByRole('navigation', { name: 'Sections of the text' });
  for (const key of SECTION_KEYS) {
    await expect(
      outline.getByRole('button', { name: SECTION_GUIDES.en[key].title, exact: true }),
    ).toBeVisible();
  }
  const asked = document.body.locator('[data-placeholder]');
  const questions = SECTION_KEYS.map((key) => SECTION_GUIDES.en[key].question);
  await expect
    .poll(() => asked.evaluateAll((all) => all.map((one) => one.getAttribute('data-placeholder'))))
    .toEqual(questions);
  await expect(document.body.getByRole('heading', { level: 2 })).toHaveCount(SECTION_KEYS.length);
});

test('the list is narrowed, sorted and turned into a table; the address carries it all and a reload shows the same', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'A list to narrow');
  for (const fields of [
    { title: 'Beta on participation', topics: ['eparticipation'] },
    { title: 'Gamma on identity', topics: ['identity'], docType: 'method' },
    { title: 'Alpha on both', topics: ['eparticipation', 'identity'] },
  ]) {
    await beginDocument(kontor.url, cookie, workspaceId, fields);
  }
  const page = await arrive(PEOPLE.coordinator, listOf(workspaceId));
  const titles = page.locator('main').getByRole('link', { name: / on (participation|identity|both)$/ });
  await expect(titles).toHaveText(['Alpha on both', 'Gamma on identity', 'Beta on participation']);

  await page.getByRole('button', { name: 'Topic: about any topic' }).click();
  await page.getByLabel('eParticipation').check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Topic: about eParticipation' })).toBeVisible();
  await expect(titles).toHaveText(['Alpha on both', 'Beta on participation']);
  await page.getByLabel('Order').selectOption({ label: 'By title' });
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Documents' })).toBeVisible();
  await expect(page).toHaveURL(/topic=eparticipation/);
  await expect(page).toHaveURL(/sort=title/);
  await expect(page).toHaveURL(/view=table/);

  await page.reload();
  await expect(page.getByRole('table', { name: 'Documents' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Topic: about eParticipation' })).toBeVisible();
  await expect(page.getByLabel('Order')).toHaveValue('title');
  await expect(titles).toHaveText(['Alpha on both', 'Beta on participation']);
  await page.getByLabel('Search in titles').fill('both');
  await page.getByLabel('Search in titles').press('Enter');
  await expect(titles).toHaveText(['Alpha on both']);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(titles).toHaveText(['Alpha on both', 'Beta on participation', 'Gamma on identity']);
  await page.getByText('Cards', { exact: true }).click();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(titles).toHaveCount(3);
});

test('two people change the fields at once: the later one sees the other state, and no change of either is lost', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.tampere);
  const id = await createDocument(kontor.url, cookie, 'Fields at once');
  const page = await arrive(PEOPLE.kortrijk, pathOf(id));
  await new DocumentOnScreen(page).opened();
  await page.getByRole('button', { name: 'Fields', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Fields' });
  await panel.getByLabel('Title').fill('The title of Kortrijk');

  const { revision } = await call(kontor.url, cookie, 'GET', pathOf(id));
  const theirs = { title: 'The title of Tampere', implementationStatus: 'pilot' };
  await call(kontor.url, cookie, 'PATCH', pathOf(id), { revision, ...theirs });
  await expect(page.getByRole('heading', { level: 1, name: 'The title of Tampere' })).toBeVisible();
  await expect(panel.getByLabel('Title')).toHaveValue('The title of Kortrijk');
  await panel.getByRole('button', { name: 'Save', exact: true }).click();

  const conflict = panel.getByRole('alert');
  await expect(conflict).toContainText('Somebody else saved first');
  await expect(conflict).toContainText('The title of Tampere');
  await expect(panel.getByLabel('Title')).toHaveValue('The title of Kortrijk');
  await conflict.getByRole('button', { name: 'Save mine anyway' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The title of Kortrijk' })).toBeVisible();
  expect(await call(kontor.url, cookie, 'GET', pathOf(id))).toMatchObject({
    title: 'The title of Kortrijk',
    implementationStatus: 'pilot',
  });
  await expect(panel.getByLabel('How far it is')).toHaveValue('pilot');
});

test('archiving is undone by one press, and what is archived can be found and restored', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'An archive');
  const id = await beginDocument(kontor.url, cookie, workspaceId, { title: 'Put away' });
  const page = await arrive(PEOPLE.coordinator, pathOf(id));
  const document = await new DocumentOnScreen(page).opened();
  const choose = async (entry: string): Promise<void> => {
    await page.getByRole('button', { name: 'More actions for this document' }).click();
    await page.getByRole('button', { name: entry, exact: true }).click();
  };
  await choose('Archive');
  await expect(page.getByText('“Put away” is archived.')).toBeVisible();
  await expect(document.body).toHaveAttribute('contenteditable', 'false');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('“Put away” is restored.')).toBeVisible();
  await expect(document.body).toHaveAttribute('contenteditable', 'true');

  await choose('Archive');
  await expect(document.body).toHaveAttribute('contenteditable', 'false');
  await page.goto(listOf(workspaceId));
  await expect(page.getByText('No document yet')).toBeVisible();
  await page.getByLabel('Archived ones').check();
  await page.getByRole('link', { name: 'Put away' }).click();
  await expect(document.body.first()).toBeVisible();
  await choose('Restore');
  await document.opened();
  await document.typeAtEnd('Back again.');
  await document.saved();
});

test('“continue where you left” leads back to the section, ready to go on writing', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Continue');
  const fields = { title: 'Left in the middle', template: 'guided' };
  const id = await beginDocument(kontor.url, cookie, workspaceId, fields);
  const page = await arrive(PEOPLE.coordinator, pathOf(id));
  const document = await new DocumentOnScreen(page).opened();
  const { title } = SECTION_GUIDES.en['why-it-works'];
  const place = page
    .getByRole('navigation', { name: 'Sections of the text' })
    .getByRole('button', { name: title, exact: true });
  await place.click();
  await expect(place).toHaveAttribute('aria-current', 'location');
  const section = document.body.locator('[data-section-key="why-it-works"]');
  const sectionId = await section.getAttribute('data-section-id');

  await page.getByRole('link', { name: 'Home', exact: true }).click();
  const room = page.getByRole('region', { name: 'Continue where you left' });
  const card = room.getByRole('link', { name: 'Left in the middle' });
  await expect(card).toHaveAttribute('href', new RegExp(`#section-${sectionId}$`));
  await card.click();
  await document.opened();
  await expect(place).toHaveAttribute('aria-current', 'location');
  await page.keyboard.type('Going on. ');
  await expect(document.body.getByRole('heading', { level: 2, name: /Going on\./ })).toBeInViewport();
});

test('a coordinator shows a draft to community members, says why, and takes it back at once', async ({
  arrive,
  kontor,
}) => {
  const [coordinator, operator, member, editor] = await Promise.all(
    [PEOPLE.coordinator, PEOPLE.operator, PEOPLE.member, PEOPLE.kortrijk].map((email) =>
      signIn(kontor.url, email),
    ),
  );
  const by = { coordinator: coordinator ?? '', operator: operator ?? '' };
  const workspaceId = await openWorkspace(kontor.url, by.coordinator, 'Shared drafts');
  await letIn(kontor.url, by, workspaceId, { email: PEOPLE.member, role: 'member', cookie: member ?? '' });
  await letIn(kontor.url, by, workspaceId, { email: PEOPLE.kortrijk, role: 'editor', cookie: editor ?? '' });
  const id = await beginDocument(kontor.url, by.coordinator, workspaceId, { title: 'For more eyes' });

  const page = await arrive(PEOPLE.coordinator, pathOf(id));
  await new DocumentOnScreen(page).opened();
  const menu = page.getByRole('button', { name: 'More actions for this document' });
  await menu.click();
  await page.getByRole('button', { name: 'Show to community members' }).click();
  const dialog = page.getByRole('dialog', { name: 'Show “For more eyes” to community members?' });
  await dialog.getByRole('button', { name: 'Show it to them' }).click();
  await expect(dialog.getByText('Say why, in at most 500 characters.')).toBeVisible();
  await dialog.getByLabel('Why may they read it?').fill('They know the daily work.');
  await dialog.getByRole('button', { name: 'Show it to them' }).click();
  await expect(page.getByText('Community members can now read “For more eyes”.')).toBeVisible();
  await page.getByRole('button', { name: 'Fields', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Fields' });
  await expect(panel.getByText('Everybody in the workspace, community members too')).toBeVisible();

  const reader = await arrive(PEOPLE.member, pathOf(id));
  await expect(reader.getByRole('heading', { level: 1, name: 'For more eyes' })).toBeVisible();
  await expect(reader.getByText('You can read this text').first()).toBeVisible();
  const writer = await arrive(PEOPLE.kortrijk, pathOf(id));
  await new DocumentOnScreen(writer).opened();
  await writer.getByRole('button', { name: 'More actions for this document' }).click();
  await expect(writer.getByRole('button', { name: 'Copy the link' })).toBeVisible();
  await expect(writer.getByRole('button', { name: /community members/ })).toHaveCount(0);

  await menu.click();
  await page.getByRole('button', { name: 'Hide from community members' }).click();
  const asked = page.getByRole('dialog', { name: 'Hide “For more eyes” from community members?' });
  await asked.getByRole('button', { name: 'Hide from community members' }).click();
  await expect(reader.getByText('You no longer have access to this document.')).toBeVisible();
  await expect(panel.getByText('Partner officials and decision-makers of the workspace')).toBeVisible();
});
