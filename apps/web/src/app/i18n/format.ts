import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** Dates, numbers, lists and names of countries and languages in the reader's language. */
export function makeFormat(language: string) {
  // Plain "en" means the United States to the browser; the partners write dates the European way.
  const locale = language === 'en' ? 'en-GB' : language;
  const relativeTime = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const display = (type: 'region' | 'language', code: string) => {
    try {
      return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
    } catch {
      return code;
    }
  };
  return {
    locale,
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    exact: (instant: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(instant)),
    /** A calendar day has no time zone: it is read as UTC and shown as UTC. */
    day: (day: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        new Date(`${day.slice(0, 10)}T00:00:00Z`),
      ),
    relative: (instant: string, now: number = Date.now()) => {
      const seconds = (new Date(instant).getTime() - now) / 1000;
      const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size);
      return unit
        ? relativeTime.format(Math.round(seconds / unit[1]), unit[0])
        : relativeTime.format(0, 'second');
    },
    or: (items: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(items),
    and: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    country: (code: string) => display('region', code),
    language: (code: string) => display('language', code),
    /** Compares names as the reader's alphabet sorts them. */
    compare: new Intl.Collator(locale, { sensitivity: 'base', numeric: true }).compare,
  };
}
export type Format = ReturnType<typeof makeFormat>;

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => makeFormat(i18n.language), [i18n.language]);
}
