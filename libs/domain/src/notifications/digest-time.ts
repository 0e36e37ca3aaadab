import type { DigestRhythm } from '@kontor/contracts';

/** In the morning, before the first meeting. */
const HOUR = 7;
const MONDAY = 1;
const DAY_MS = 86_400_000;

interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What clocks on the wall show there. @param timeZone IANA name */
function localTime(at: Date, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

const asUtc = ({ year, month, day, hour, minute }: LocalTime): number =>
  Date.UTC(year, month - 1, day, hour, minute);

/** The instant at which clocks there show this; where they never do (spring), the first one after. */
function instantOf(local: LocalTime, timeZone: string): Date {
  let guess = asUtc(local);
  // Twice: the first correction may cross a change of the clocks.
  for (let n = 0; n < 2; n += 1) guess += asUtc(local) - asUtc(localTime(new Date(guess), timeZone));
  return new Date(guess);
}

/**
 * The next digest after `now`: seven in the morning where the person is, every day or on Mondays.
 * @param timeZone IANA name
 * @throws RangeError for a name that is none
 */
export function nextDigestAt(now: Date, rhythm: DigestRhythm, timeZone: string): Date {
  const today = localTime(now, timeZone);
  for (let days = 0; ; days += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day) + days * DAY_MS);
    if (rhythm === 'weekly' && date.getUTCDay() !== MONDAY) continue;
    const at = instantOf(
      {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: HOUR,
        minute: 0,
      },
      timeZone,
    );
    if (at > now) return at;
  }
}
