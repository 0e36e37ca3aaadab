import { useFormat } from '../../../app/i18n/format.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useOrganisations } from '../api/organisations.js';

interface OrganisationSelectProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  onChange: (organisationId: string) => void;
  error?: string | undefined;
  disabled?: boolean;
}

/** Chooses an organisation, sorted as the reader's alphabet sorts. */
export function OrganisationSelect(props: OrganisationSelectProps) {
  const format = useFormat();
  const { data: organisations = [] } = useOrganisations();
  const choices = organisations
    .map((organisation) => ({
      value: String(organisation.id),
      label: organisation.country
        ? `${organisation.name} (${format.country(organisation.country)})`
        : organisation.name,
    }))
    .sort((a, b) => format.compare(a.label, b.label));
  return <LabelledSelect {...props} choices={choices} />;
}
