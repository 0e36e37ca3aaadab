import type { UserId } from '@kontor/contracts';
import {
  DEFAULT_TIME_ZONE,
  type People,
  type Recipient,
  type Recipients,
  type TimeZones,
} from '@kontor/domain';

/** Whom to write to, from accounts and profiles as they are at this moment. */
export class PeopleRecipients implements Recipients {
  constructor(
    private readonly people: Pick<People, 'byIds'>,
    private readonly timeZones: TimeZones,
  ) {}

  async of(userIds: readonly UserId[]): Promise<Recipient[]> {
    const [cards, zones] = await Promise.all([
      this.people.byIds(userIds),
      this.timeZones.timeZonesOf(userIds),
    ]);
    return cards.map((card) => ({ ...card, timeZone: zones.get(card.id) ?? DEFAULT_TIME_ZONE }));
  }
}
