import type { City } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';

/** Says in a sentence what the map shows. */
export function MapSentence({ cities }: { cities: City[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countries = new Map<string, number>();
  for (const city of cities) countries.set(city.country, (countries.get(city.country) ?? 0) + 1);
  const top = [...countries].sort((a, b) => b[1] - a[1] || format.compare(a[0], b[0])).slice(0, 3);
  return (
    <p className="k-muted">
      {t('network.sentence', {
        cities: t('network.places', { count: cities.length }),
        countries: t('network.countries', { count: countries.size }),
        top: format.and(top.map(([code, count]) => `${format.country(code)} (${format.number(count)})`)),
      })}
    </p>
  );
}
