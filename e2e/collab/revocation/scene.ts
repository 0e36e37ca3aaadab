import { Me, PracticeDocument, Workspace } from '@kontor/contracts';
import type { Caller, TestApp } from '../../support/boot-test-app.js';
import { sessionCookie } from '../../support/boot-test-app.js';
import { demo, invitationToken } from '../../support/cast.js';

/** A workspace and an unshared document in it. */
export interface Place {
  workspaceId: string;
  documentId: string;
}

/** Somebody who may write in two places, and is about to lose something in the first of them. */
export interface Scene {
  app: TestApp;
  coordinator: Caller;
  operator: Caller;
  here: Place;
  elsewhere: Place;
  person: Caller;
  personId: string;
  email: string;
  password: string;
  /** The person signs in once more, as on another device. */
  anotherDevice(): Promise<Caller>;
}

/** Sets the stage for one run after the other; everybody and everything in a run is new. */
export class Scenes {
  #run = 0;

  private constructor(
    private readonly app: TestApp,
    private readonly coordinator: Caller,
    private readonly operator: Caller,
  ) {}

  static async of(app: TestApp): Promise<Scenes> {
    const [coordinator, operator] = [
      await app.signIn(demo('coordinator')),
      await app.signIn(demo('operator')),
    ];
    return new Scenes(app, coordinator, operator);
  }

  async next(): Promise<Scene> {
    this.#run += 1;
    const email = `editor-${this.#run}@harbour.example`;
    const password = `rowing past ${this.#run} grey herons`;
    const [here, elsewhere] = [await this.place('Here'), await this.place('Elsewhere')];
    const account = { name: `Editor ${this.#run}`, password, language: 'en' };
    const opened = await this.app.anonymous
      .post('/invitations/accept', { token: await this.invite(here, email), account })
      .expect(200);
    const person = this.app.as(sessionCookie(opened));
    await person.post('/invitations/accept', { token: await this.invite(elsewhere, email) }).expect(200);
    const { id: personId } = Me.parse((await person.get('/me').expect(200)).body);
    const anotherDevice = (): Promise<Caller> => this.app.signIn(email, password);
    const { app, coordinator, operator } = this;
    return {
      app, coordinator, operator, here, elsewhere, person, personId, email, password, anotherDevice,
    }; // prettier-ignore
  }

  private async place(name: string): Promise<Place> {
    const { id } = Workspace.parse(
      (await this.coordinator.post('/workspaces', { name: `${name} ${this.#run}` }).expect(201)).body,
    );
    const created = await this.coordinator
      .post(`/workspaces/${id}/practice-documents`, { title: name, template: 'blank' })
      .expect(201);
    return { workspaceId: id, documentId: PracticeDocument.parse(created.body).id };
  }

  private async invite({ workspaceId }: Place, email: string): Promise<string> {
    await this.coordinator
      .post(`/workspaces/${workspaceId}/invitations`, { email, role: 'editor' })
      .expect(201);
    return invitationToken(this.operator, email);
  }
}
