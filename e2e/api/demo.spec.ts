import {
  Instance,
  PracticeDocumentContent,
  PracticeDocumentPage,
  VisitPage,
  WorkspacePage,
} from '@kontor/contracts';
import { JobRunner } from '../../apps/api/src/jobs/job-runner.js';
import { bootTestApp, type TestApp } from '../support/boot-test-app.js';
import { notices } from '../support/talk.js';

describe('the demo partnership, as people meet it', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await bootTestApp();
  });
  afterAll(() => app.close());

  const workspacesOf = async (email: string) => {
    const caller = await app.signIn(email);
    const { items } = WorkspacePage.parse((await caller.get('/workspaces').expect(200)).body);
    return { caller, items };
  };

  it('lists its accounts before signing in, and each of them opens', async () => {
    const instance = Instance.parse((await app.anonymous.get('/instance').expect(200)).body);
    expect(instance).toMatchObject({ demo: true, setUpNeeded: false, demoPassword: 'kontor-demo' });
    expect(instance.demoAccounts.length).toBeGreaterThanOrEqual(14);
    for (const { email } of instance.demoAccounts) await app.signIn(email);
  });

  it('gives the coordinator four workspaces, marked as sample data', async () => {
    const { items } = await workspacesOf('coordinator@demo.kontor.example');
    expect(items.map(({ name, isSample, role }) => [name, isSample, role])).toEqual([
      ['Baltic demo centres', true, 'coordinator'],
      ['eParticipation manual', true, 'coordinator'],
      ['North Sea service transfer', true, 'coordinator'],
      ['User-centric cities', true, 'coordinator'],
    ]);
    expect(items.map(({ documentCount }) => documentCount)).toEqual([4, 6, 7, 4]);
  });

  it('lets officials of two cities open the same document with its nine sections', async () => {
    const title = 'Twelve municipalities, one web platform: Digital Region Kortrijk';
    for (const email of ['editor.tampere@demo.kontor.example', 'editor.kortrijk@demo.kontor.example']) {
      const { caller, items } = await workspacesOf(email);
      const workspace = items.find(({ programme }) => programme === 'smart-cities');
      const { items: documents } = PracticeDocumentPage.parse(
        (await caller.get(`/workspaces/${workspace?.id}/practice-documents?limit=100`).expect(200)).body,
      );
      const document = documents.find((known) => known.title === title);
      expect(document).toMatchObject({ isSample: true, owner: { name: 'Intercommunale Leiedal' } });
      expect(document?.abilities.edit).toBe(true);
      const content = PracticeDocumentContent.parse(
        (await caller.get(`/practice-documents/${document?.id}/content`).expect(200)).body,
      );
      expect(content.outline).toHaveLength(9);
      expect(content.html).toContain('<table>');
      expect(content.html).toContain('not an official statement of any city');
    }
  });

  it('has told people what happened before they first look', async () => {
    await app.kontor.app.get(JobRunner).idle();
    for (const email of ['coordinator', 'editor.kortrijk', 'editor.tampere', 'member']) {
      const told = await notices(await app.signIn(`${email}@demo.kontor.example`));
      expect([email, told.length > 0]).toEqual([email, true]);
    }
  });

  it('shows a community member only what is shared with them', async () => {
    const { caller, items } = await workspacesOf('member@demo.kontor.example');
    expect(items.map(({ role }) => role)).toEqual(['member', 'member']);
    const { items: documents } = PracticeDocumentPage.parse(
      (await caller.get(`/workspaces/${items[0]?.id}/practice-documents`).expect(200)).body,
    );
    expect(documents.map(({ title }) => title).sort()).toEqual([
      'Charter: eParticipation manual',
      'Citizens’ panel with binding results in Gdańsk',
      'Fünf Schritte der Bürgerbeteiligung: Leitfragen für kleine Städte',
      'OmaStadi: participatory budgeting on an open-source platform',
      'Residents decide on part of the Tartu investment budget',
    ]);
  });

  it('gives reviewers and the operator no workspace, and editors a place to continue', async () => {
    for (const email of ['reviewer@demo.kontor.example', 'operator@demo.kontor.example']) {
      expect((await workspacesOf(email)).items).toEqual([]);
    }
    const editor = await app.signIn('editor.kortrijk@demo.kontor.example');
    const { items: visits } = VisitPage.parse((await editor.get('/me/visits').expect(200)).body);
    expect(visits.map(({ document }) => document.title)[0]).toMatch(/^Twelve municipalities/);
  });
});
