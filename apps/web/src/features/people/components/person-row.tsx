import { Heading } from '@digdir/designsystemet-react';
import type { PersonEntry } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { AvailabilityMark } from './availability.js';

/** One person in the directory: who it is, what to ask about, in which languages. */
export function PersonRow({ person }: { person: PersonEntry }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { organisationName = '', cityName } = person.affiliation ?? {};
  // "City of Kortrijk" says where it is.
  const city = cityName && !organisationName.includes(cityName) ? cityName : null;
  const known = [...person.topics.map((topic) => t(`app:topics.${topic}`)), ...person.expertise];
  return (
    <article className="k-person-row">
      <PersonMark name={person.name} />
      <div className="k-person-row__what">
        <Heading level={2} data-size="2xs">
          <Link to="/people/$userId" params={{ userId: person.id }} className="ds-link">
            {person.name}
          </Link>
          {person.isSelf && <span className="k-muted"> {t('you')}</span>}
        </Heading>
        <p className="k-person-row__line">
          {[person.jobTitle, organisationName, city].filter(Boolean).join(' · ')}
        </p>
        {known.length > 0 && <p className="k-person-row__line k-muted">{known.join(', ')}</p>}
      </div>
      <div className="k-person-row__side">
        <AvailabilityMark person={person} />
        {person.languages.length > 0 && (
          <span className="k-muted">
            {person.languages.map(({ language }) => format.language(language)).join(', ')}
          </span>
        )}
      </div>
    </article>
  );
}
