import { Inject, Injectable } from '@nestjs/common';
import type { Access as CollabRights } from '@kontor/collab';
import { DocumentId } from '@kontor/contracts';
import { Access, notFound, type OrganisationDirectory, type Person } from '@kontor/domain';
import { ORGANISATION_DIRECTORY } from '../organisations/tokens.js';
import { SYNC_MESSAGE_ACTIONS } from './sync-message-actions.js';

/** Ten caret colours; the same person has the same one everywhere. */
const COLOURS = 10;

const colourOf = (userId: string): number => Number.parseInt(userId.slice(-6), 16) % COLOURS;

/** Judges who may join a document's text: the same door as REST, made into the engine's plain value. */
@Injectable()
export class CollabAccess {
  constructor(
    @Inject(Access) private readonly access: Access,
    @Inject(ORGANISATION_DIRECTORY) private readonly organisations: OrganisationDirectory,
  ) {}

  /** @throws KontorError not-found, for what does not exist, is not readable or is no id at all */
  async judge(person: Person, documentId: string): Promise<CollabRights> {
    const id = DocumentId.safeParse(documentId);
    if (!id.success) throw notFound();
    const { abilities } = await this.access.require(person, SYNC_MESSAGE_ACTIONS.join, {
      documentId: id.data,
    });
    return {
      userId: person.userId,
      sessionId: person.sessionId,
      canEdit: abilities.edit,
      user: {
        id: person.userId,
        name: person.name,
        city: await this.cityOf(person),
        colour: colourOf(person.userId),
      },
    };
  }

  private async cityOf(person: Person): Promise<string | null> {
    if (person.organisationId === null) return null;
    const [organisation] = await this.organisations.organisationsByIds([person.organisationId]);
    return organisation?.cityName ?? null;
  }
}
