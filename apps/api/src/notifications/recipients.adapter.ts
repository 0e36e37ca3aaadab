import type { UserId } from '@kontor/contracts';
import type { People, Recipient, Recipients } from '@kontor/domain';

/** Most partner cities keep this time; who lives by another says so in their profile. */
const TIME_ZONE = 'Europe/Brussels';

/** Whom to write to, from accounts and profiles as they are at this moment. */
export class PeopleRecipients implements Recipients {
  constructor(private readonly people: Pick<People, 'byIds'>) {}

  async of(userIds: readonly UserId[]): Promise<Recipient[]> {
    const cards = await this.people.byIds(userIds);
    return cards.map((card) => ({ ...card, timeZone: TIME_ZONE }));
  }
}
