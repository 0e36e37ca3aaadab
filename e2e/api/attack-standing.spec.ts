import { Me, PracticeDocument, Problem, Workspace } from '@kontor/contracts';
import { bootTestApp, type TestApp } from '../support/boot-test-app.js';
import { castOf, demo, invitationToken, type Cast } from '../support/cast.js';

describe('attacks on what was archived or switched off', () => {
  let app: TestApp;
  let cast: Cast;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app, 'Under attack');
  });
  afterAll(() => app.close());

  it('[P-5] an archived workspace takes nothing in by any side door, and stays readable', async () => {
    const { id: workspaceId } = Workspace.parse(
      (await cast.coordinator.post('/workspaces', { name: 'Soon in the archive' }).expect(201)).body,
    );
    const path = `/workspaces/${workspaceId}`;
    const made = await cast.coordinator
      .post(`${path}/practice-documents`, { title: 'Inside', template: 'blank' })
      .expect(201);
    const { id, revision } = PracticeDocument.parse(made.body);
    const email = demo('editor.ghent');
    const invited = await cast.coordinator
      .post(`${path}/invitations`, { email, role: 'coordinator' })
      .expect(201);
    const token = await invitationToken(cast.operator, email);
    await cast.coordinator.post(`${path}/archive`).expect(200);
    const document = `/practice-documents/${id}`;
    const invitation = `${path}/invitations/${String((invited.body as { id: string }).id)}`;
    const writes: ['post' | 'put' | 'patch' | 'delete', string, object?][] = [
      ['patch', path, { revision: 1, name: 'Renamed' }],
      ['post', `${path}/practice-documents`, { title: 'Late', template: 'blank' }],
      ['post', `${path}/invitations`, { email: 'late@city.example', role: 'editor' }],
      ['post', `${invitation}/resend`],
      ['patch', document, { revision, title: 'Renamed' }],
      ['put', `${document}/sharing`, { reason: 'Because it is late' }],
      ['post', `${document}/archive`],
      ['post', `${document}/files`],
    ];
    for (const [method, where, body] of writes) {
      const answer = await cast.coordinator[method](where, body);
      expect([method, where, answer.status]).toEqual([method, where, 409]);
      expect(Problem.parse(answer.body).code).toBe('workspace-archived');
    }
    const joining = await cast.outsider.post('/invitations/accept', { token });
    expect([409, 410]).toContain(joining.status);
    await cast.outsider.get(path).expect(404);
    for (const where of [path, document, `${document}/content`])
      await cast.coordinator.get(where).expect(200);
    const after = PracticeDocument.parse((await cast.coordinator.get(document).expect(200)).body);
    expect(after).toMatchObject({ title: 'Inside', sharedWithMembers: false, archivedAt: null });
    expect(after.abilities.edit).toBe(false);
  });

  it('[A05] a disabled last coordinator loses every door; the workspace stays, and opens again with the account', async () => {
    const email = demo('coordinator');
    const { id: userId } = Me.parse((await cast.coordinator.get('/me').expect(200)).body);
    await cast.operator.post(`/operator/people/${userId}/disable`).expect(204);
    for (const where of ['/me', `/workspaces/${cast.workspaceId}`])
      await cast.coordinator.get(where).expect(401);
    const refused = await app.anonymous.post('/session', { email, password: 'kontor-demo' });
    expect(Problem.parse(refused.body).code).toBe('wrong-credentials');
    await cast.editor.get(`/workspaces/${cast.workspaceId}`).expect(200);
    await cast.operator.post(`/operator/people/${userId}/enable`).expect(204);
    cast = { ...cast, coordinator: await app.signIn(email) };
    const back = Workspace.parse(
      (await cast.coordinator.get(`/workspaces/${cast.workspaceId}`).expect(200)).body,
    );
    expect(back.role).toBe('coordinator');
  });
});
