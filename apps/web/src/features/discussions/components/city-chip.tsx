import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { useCities, useOrganisations } from '../../organisations/api/organisations.js';
import { useMembers } from '../../workspaces/api/members.js';

interface CityChipProps {
  workspaceId: string;
  value: string | undefined;
  onChange: (cityId: string | undefined) => void;
}

/** "from Tampere": threads that people of one city began. It offers the cities of the members, and the one at hand. */
export function CityChip({ workspaceId, value, onChange }: CityChipProps) {
  const { t } = useTranslation('discussions');
  const cities = useCityChoices(workspaceId, value);
  if (cities.length === 0) return null;
  return (
    <select
      className="k-chip k-city-chip"
      aria-label={t('city.label')}
      data-set={value !== undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    >
      <option value="">{t('city.any')}</option>
      {cities.map(({ id, name }) => (
        <option key={id} value={id}>
          {t('city.some', { city: name })}
        </option>
      ))}
    </select>
  );
}

function useCityChoices(workspaceId: string, value: string | undefined): { id: string; name: string }[] {
  const format = useFormat();
  const members = useMembers(workspaceId);
  const organisations = useOrganisations();
  const cities = useCities();
  const ofMembers = new Set(members.data?.map(({ affiliation }) => affiliation?.organisationId));
  const offered = new Set<string | null>(
    organisations.data?.filter(({ id }) => ofMembers.has(id)).map(({ cityId }) => cityId),
  );
  return (cities.data ?? [])
    .filter(({ id }) => offered.has(id) || id === value)
    .sort((a, b) => format.compare(a.name, b.name));
}
