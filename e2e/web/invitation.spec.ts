import { call, signIn } from '../support/http.js';
import { DocumentOnScreen } from './support/document.js';
import { expect, PEOPLE, test } from './support/fixtures.js';
import { beginDocument, invite, openWorkspace } from './support/house.js';

const PASSWORD = 'a lighthouse at the quiet harbour';

test('a colleague without an account is invited by e-mail, joins, and writes a saved sentence; the link works once', async ({
  arrive,
  browser,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Invitation by mail');
  await beginDocument(kontor.url, cookie, workspaceId, { title: 'Waiting for a colleague' });
  const email = 'lukasz.skersons@gdansk.example';

  const coordinator = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}/members`);
  await coordinator.getByRole('button', { name: 'Invite somebody' }).first().click();
  const dialog = coordinator.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(dialog.getByText('Enter an e-mail address such as name@city.example.')).toBeVisible();
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByLabel('Role').selectOption({ label: 'Partner official' });
  await dialog.getByLabel('A few words (optional)').fill('We need your eyes on this.');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(coordinator.getByText(`The invitation to ${email} is on its way.`)).toBeVisible();
  await expect(
    coordinator.getByRole('button', { name: `Revoke the invitation to ${email}`, exact: true }),
  ).toBeVisible();

  const operator = await arrive(PEOPLE.operator, '/operator/mail');
  await operator.getByText(email).first().click();
  await expect(operator.getByText('We need your eyes on this.')).toBeVisible();
  const link = await operator.getByRole('link', { name: /\/invitation#token=/ }).getAttribute('href');

  const profile = await browser.newContext({ baseURL: kontor.url });
  const page = await profile.newPage();
  await page.goto(link ?? '');
  await expect(
    page.getByText(/invites you to “Invitation by mail”. Your role: Partner official/),
  ).toBeVisible();
  await expect(page.getByText('We need your eyes on this.')).toBeVisible();
  await page.getByLabel('Your name').fill('Łukasz Šķērsons-Ōbergsson');
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Join “Invitation by mail”' }).click();
  await expect(page.getByText(/at least 10 characters that is not easily guessed/)).toBeVisible();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Join “Invitation by mail”' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Invitation by mail' })).toBeVisible();

  await page.getByRole('link', { name: 'Waiting for a colleague' }).first().click();
  const document = await new DocumentOnScreen(page).opened();
  await document.typeAtEnd('My first sentence here.');
  await expect(document.body).toContainText('My first sentence here.');
  await document.saved();
  await profile.close();

  const stranger = await browser.newContext({ baseURL: kontor.url });
  const late = await stranger.newPage();
  await late.goto(link ?? '');
  await expect(late.getByRole('alert')).toContainText('This invitation no longer works');
  await expect(late.getByRole('alert')).toContainText('It was used already');
  await expect(late.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await stranger.close();
});

test('a revoked invitation says so, and lets nobody in', async ({ arrive, browser, kontor }) => {
  const by = {
    coordinator: await signIn(kontor.url, PEOPLE.coordinator),
    operator: await signIn(kontor.url, PEOPLE.operator),
  };
  const workspaceId = await openWorkspace(kontor.url, by.coordinator, 'Revoked');
  const email = 'too.early@city.example';
  const link = await invite(kontor.url, by, workspaceId, { email, role: 'member' });

  const page = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}/members`);
  await page.getByRole('button', { name: `Revoke the invitation to ${email}` }).click();
  const dialog = page.getByRole('dialog', { name: `Revoke the invitation to ${email}` });
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByText('No open invitations')).toBeVisible();

  const profile = await browser.newContext({ baseURL: kontor.url });
  const guest = await profile.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('alert')).toContainText('revoked by a coordinator');
  await expect(guest.getByRole('button', { name: /^Join/ })).toHaveCount(0);
  await profile.close();
});

test('the last coordinator cannot leave and is told what to do first', async ({ arrive, kontor }) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'Led by one');
  const page = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}/members`);
  await page.getByLabel(/^Role of Demo Coordinator, Tampere/).selectOption({ label: 'Partner official' });
  await expect(page.getByRole('alert')).toContainText('Make somebody else coordinator first');
  await expect(page.getByLabel(/^Role of Demo Coordinator, Tampere/)).toHaveValue('coordinator');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: 'Leave this workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave “Led by one”?' });
  await dialog.getByRole('button', { name: 'Leave this workspace' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Make somebody else coordinator first');
  const { items } = (await call(kontor.url, cookie, 'GET', `/workspaces/${workspaceId}/members`)) as {
    items: unknown[];
  };
  expect(items).toHaveLength(1);
});
