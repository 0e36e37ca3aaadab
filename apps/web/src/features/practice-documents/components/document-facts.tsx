import type { PracticeDocument } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../../../app/i18n/format.js';
import { StatusTag } from './status-tag.js';

export const FACTS = [
  'title',
  'status',
  'audience',
  'docType',
  'owner',
  'cities',
  'topics',
  'language',
  'implementationStatus',
  'startDate',
  'endDate',
] as const;
export type Fact = (typeof FACTS)[number];

/** The fields of a document as facts to read; `only` picks some of them. */
export function DocumentFacts({
  document,
  only = FACTS,
}: {
  document: PracticeDocument;
  only?: readonly Fact[];
}) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  return (
    <dl className="k-facts">
      {only.map((fact) => (
        <div key={fact}>
          <dt>{t(`doors:fields.${fact}`)}</dt>
          <dd>{show(fact, document, format, t)}</dd>
        </div>
      ))}
    </dl>
  );
}

function show(fact: Fact, document: PracticeDocument, format: Format, t: (key: string) => string): ReactNode {
  const none = t('common.none');
  const day = (value: string | null) => (value ? format.day(value) : none);
  switch (fact) {
    case 'title':
      return document.title;
    case 'status':
      return <StatusTag status={document.archivedAt ? 'archived' : document.status} />;
    case 'audience':
      return t(document.sharedWithMembers ? 'audiences.members' : 'audiences.workspace');
    case 'docType':
      return t(`docTypes.${document.docType}`);
    case 'owner':
      return document.owner.name;
    case 'cities':
      return document.cities.length === 0 ? none : <Cities cities={document.cities} />;
    case 'topics':
      return document.topics.map((topic) => t(`topics.${topic}`)).join(', ') || none;
    case 'language':
      return format.language(document.language);
    case 'implementationStatus':
      return t(`doors:implementationStatuses.${document.implementationStatus}`);
    case 'startDate':
      return day(document.startDate);
    case 'endDate':
      return day(document.endDate);
  }
}

function Cities({ cities }: { cities: PracticeDocument['cities'] }) {
  return (
    <ul className="k-commas">
      {cities.map((city) => (
        <li key={city.id}>
          <Link to="/cities/$cityId" params={{ cityId: city.id }} className="ds-link">
            {city.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
