import { call, signIn } from '../support/http.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { openWorkspace } from './support/house.js';

test('a new community learns how to begin, and begins: a charter, a facilitator', async ({
  arrive,
  kontor,
}) => {
  const cookie = await signIn(kontor.url, PEOPLE.coordinator);
  const workspaceId = await openWorkspace(kontor.url, cookie, 'A new community');
  const page = await arrive(PEOPLE.coordinator, `/workspaces/${workspaceId}`);
  await page.getByRole('link', { name: 'Community: charter, facilitator, growth' }).click();
  await expect(page.getByText('You are alone here')).toBeVisible();
  await page.getByRole('button', { name: 'Name a facilitator' }).click();
  const form = page.getByRole('dialog', { name: 'Name a facilitator' });
  await form.getByLabel('Who of the members?').selectOption('Demo Coordinator, Tampere');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Facilitator' })).toContainText('Demo Coordinator, Tampere');
  await page.getByText('The figures as a table').click();
  await expect(page.getByRole('table', { name: 'How it grows' }).getByRole('row')).toHaveCount(13);
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect(page.getByText('Nobody has said yet what they know')).toBeVisible();
  await page.getByRole('button', { name: 'Begin the charter' }).click();
  await expect(page.getByRole('textbox', { name: 'Text of Charter: A new community' })).toContainText(
    'What we expect of each other',
    { timeout: 20_000 },
  );
});

test('an announcement stands on the home of the workspace until it is set aside, on every device', async ({
  arrive,
  kontor,
}) => {
  const { items } = (await call(
    kontor.url,
    await signIn(kontor.url, PEOPLE.member),
    'GET',
    '/workspaces',
  )) as {
    items: { id: string; name: string }[];
  };
  const home = `/workspaces/${items.find(({ name }) => name === 'eParticipation manual')?.id ?? ''}`;
  const page = await arrive(PEOPLE.member, home, { viewport: PHONE });
  const announcement = page.getByRole('complementary', { name: 'Our next call is about what did not work' });
  await expect(announcement).toContainText('Announced by Demo Coordinator, Tampere');
  expect(await accessibilityFaults(page)).toEqual([]);
  await announcement.getByRole('button', { name: 'Set aside' }).click();
  await expect(announcement).toHaveCount(0);
  const elsewhere = await arrive(PEOPLE.member, home);
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'eParticipation manual' })).toBeVisible();
  await expect(
    elsewhere.getByRole('region', { name: 'Activity' }).getByRole('listitem').first(),
  ).toBeVisible();
  await expect(elsewhere.getByText('Announced by')).toHaveCount(0);
});

test('a member says what they want to learn, is shown who fits, and begins a thread with them', async ({
  arrive,
  kontor,
}) => {
  const { items } = (await call(
    kontor.url,
    await signIn(kontor.url, PEOPLE.kortrijk),
    'GET',
    '/workspaces',
  )) as {
    items: { id: string; name: string }[];
  };
  const id = items.find(({ name }) => name === 'eParticipation manual')?.id ?? '';
  const page = await arrive(PEOPLE.kortrijk, `/workspaces/${id}/community`, { viewport: PHONE });
  const section = page.getByRole('region', { name: 'Learn from each other' });
  await expect(section).toContainText('Demo Editor, Tartu can be asked');
  await expect(section.getByRole('list', { name: 'Who fits you' })).toHaveCount(0);
  await section.getByRole('button', { name: 'Say what you know or want to learn' }).click();
  const form = page.getByRole('dialog', { name: 'Say what you know or want to learn' });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Choose a topic.')).toBeVisible();
  await form.getByLabel('Topic').selectOption('eParticipation');
  await form.getByRole('radio', { name: 'I want to learn about it' }).check();
  await form.getByLabel('How far is your own place with it?').selectOption('1: first thoughts');
  await form.getByLabel('In a sentence or two').fill('How did you get people to vote?');
  expect(await accessibilityFaults(page)).toEqual([]);
  await form.getByRole('button', { name: 'Save' }).click();
  const fits = section.getByRole('list', { name: 'Who fits you' });
  await expect(fits.getByRole('listitem').first()).toContainText(
    'can help Demo Editor, Kortrijk: eParticipation',
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  const mentor =
    /^(.*) can help/.exec((await fits.getByRole('listitem').first().textContent()) ?? '')?.[1] ?? '';
  await fits.getByRole('button', { name: 'Begin a thread together' }).first().click();
  const thread = page.getByRole('dialog', { name: 'New discussion' });
  await expect(thread.getByLabel('Tags')).toHaveValue('eparticipation');
  await thread.getByRole('button', { name: 'Begin the discussion' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Learning from each other: eParticipation' }),
  ).toBeVisible();
  await expect(page.locator('#post-1')).toContainText(`@${mentor}`);
});
