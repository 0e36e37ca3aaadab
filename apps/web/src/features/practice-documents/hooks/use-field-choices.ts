import { CONTENT_LANGUAGES, DOC_TYPES, IMPLEMENTATION_STATUSES, TOPICS } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { useCities } from '../../organisations/api/organisations.js';

/** What the fields of a document can hold, named and sorted for the reader. */
export function useFieldChoices() {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const { data: cities = [] } = useCities();
  return {
    docTypes: DOC_TYPES.map((value) => ({ value, label: t(`docTypes.${value}`) })),
    topics: TOPICS.map((value) => ({ value: String(value), label: t(`topics.${value}`) })),
    implementationStatuses: IMPLEMENTATION_STATUSES.map((value) => ({
      value,
      label: t(`doors:implementationStatuses.${value}`),
    })),
    languages: CONTENT_LANGUAGES.map((value) => ({ value, label: format.language(value) })).sort((a, b) =>
      format.compare(a.label, b.label),
    ),
    cities: cities
      .map((city) => ({ value: String(city.id), label: `${city.name}, ${format.country(city.country)}` }))
      .sort((a, b) => format.compare(a.label, b.label)),
  };
}
