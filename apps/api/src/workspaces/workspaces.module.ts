import { Module } from '@nestjs/common';
import {
  Access,
  InvitationAcceptance,
  Invitations,
  Members,
  Workspaces,
  type AccountOpener,
  type Clock,
  type DocumentRecords,
  type EventBus,
  type Ids,
  type InvitationStore,
  type Mailer,
  type OrganisationDirectory,
  type People,
  type Tokens,
  type WorkspaceStore,
} from '@kontor/domain';
import { AccessModule } from '../access/access.module.js';
import { ACCOUNT_OPENER, PEOPLE } from '../identity/tokens.js';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import type { PublicUrl } from '../platform/public-url.js';
import { CLOCK, EVENTS, IDS, MAILER, PUBLIC_URL, TOKENS } from '../platform/tokens.js';
import { DOCUMENT_RECORDS } from '../practice-documents/tokens.js';
import { InvitationAcceptanceController } from './invitation-acceptance.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { MembersController } from './members.controller.js';
import { INVITATION_STORE, WORKSPACE_STORE } from './tokens.js';
import { WorkspacesController } from './workspaces.controller.js';

@Module({
  imports: [AccessModule],
  controllers: [
    WorkspacesController,
    MembersController,
    InvitationsController,
    InvitationAcceptanceController,
  ],
  providers: [
    {
      provide: Workspaces,
      inject: [WORKSPACE_STORE, DOCUMENT_RECORDS, Access, EVENTS, IDS, CLOCK],
      useFactory: (
        store: WorkspaceStore,
        documents: DocumentRecords,
        access: Access,
        events: EventBus,
        ids: Ids,
        clock: Clock,
      ) => new Workspaces(store, documents, access, events, ids, clock),
    },
    {
      provide: Members,
      inject: [WORKSPACE_STORE, PEOPLE, ORGANISATION_DIRECTORY, Access, EVENTS],
      useFactory: (
        store: WorkspaceStore,
        people: People,
        organisations: OrganisationDirectory,
        access: Access,
        events: EventBus,
      ) => new Members(store, people, organisations, access, events),
    },
    {
      provide: Invitations,
      inject: [
        INVITATION_STORE,
        PEOPLE,
        ORGANISATION_DIRECTORY,
        Access,
        IDS,
        TOKENS,
        CLOCK,
        MAILER,
        PUBLIC_URL,
      ],
      useFactory: (
        store: InvitationStore,
        people: People,
        organisations: OrganisationDirectory,
        access: Access,
        ids: Ids,
        tokens: Tokens,
        clock: Clock,
        mailer: Mailer,
        url: PublicUrl,
      ) =>
        new Invitations(store, people, organisations, access, {
          ids,
          tokens,
          clock,
          mailer,
          publicUrl: () => url.base(),
        }),
    },
    {
      provide: InvitationAcceptance,
      inject: [
        INVITATION_STORE,
        WORKSPACE_STORE,
        Access,
        PEOPLE,
        ACCOUNT_OPENER,
        ORGANISATION_DIRECTORY,
        TOKENS,
        CLOCK,
        EVENTS,
      ],
      useFactory: (
        invitations: InvitationStore,
        workspaces: WorkspaceStore,
        access: Access,
        people: People,
        opener: AccountOpener,
        organisations: OrganisationDirectory,
        tokens: Tokens,
        clock: Clock,
        events: EventBus,
      ) =>
        new InvitationAcceptance(invitations, workspaces, access, {
          people,
          opener,
          organisations,
          tokens,
          clock,
          events,
        }),
    },
  ],
  exports: [Workspaces, Members, Invitations, InvitationAcceptance],
})
export class WorkspacesModule {}
