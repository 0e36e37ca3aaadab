import type { UserId } from '@kontor/contracts';

/** Which clock somebody lives by: what a digest, a deadline or a meeting is shown and sent by. */
export interface TimeZones {
  /** A name of the IANA database for each of these people who has an account: chosen, else by the organisation's country. */
  timeZonesOf(ids: readonly UserId[]): Promise<Map<UserId, string>>;
}
