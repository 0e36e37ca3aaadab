import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Directory, type People, type Places, type WorkspaceStore } from '@kontor/domain';
import { MongoPlaces } from '@kontor/persistence';
import type { Connection } from 'mongoose';
import { PEOPLE } from '../identity/tokens.js';
import { DATABASE } from '../platform/tokens.js';
import { WORKSPACE_STORE } from '../workspaces/tokens.js';
import { OrganisationsController } from './organisations.controller.js';
import { loadPlaces } from './places-loader.js';
import { ORGANISATION_DIRECTORY, PLACES } from './tokens.js';

/** Cities and organisations; global, since every noun names some. Brings the shipped places into the database at start. */
@Global()
@Module({
  controllers: [OrganisationsController],
  providers: [
    { provide: PLACES, inject: [DATABASE], useFactory: (db: Connection) => new MongoPlaces(db) },
    { provide: ORGANISATION_DIRECTORY, useExisting: PLACES },
    {
      provide: Directory,
      inject: [PLACES, PEOPLE, WORKSPACE_STORE],
      useFactory: (places: Places, people: People, workspaces: WorkspaceStore) =>
        new Directory(places, people, workspaces),
    },
  ],
  exports: [PLACES, ORGANISATION_DIRECTORY, Directory],
})
export class OrganisationsModule implements OnModuleInit {
  constructor(@Inject(PLACES) private readonly places: Places) {}

  async onModuleInit(): Promise<void> {
    await loadPlaces(this.places);
  }
}
