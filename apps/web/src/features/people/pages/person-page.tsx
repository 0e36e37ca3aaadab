import { Button, Heading, Tag } from '@digdir/designsystemet-react';
import { PencilIcon, PersonIcon } from '@navikt/aksel-icons';
import type { PersonProfile } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { usePerson } from '../api/people.js';
import { AvailabilityMark } from '../components/availability.js';
import '../styles/people.css';

const ProfileDialog = lazy(() =>
  import('../components/profile-dialog.js').then((m) => ({ default: m.ProfileDialog })),
);

/** One person: what to ask them, in which language, and when. */
export function PersonPage({ userId }: { userId: string }) {
  const { t } = useTranslation('people');
  const query = usePerson(userId);
  const [editing, setEditing] = useState(false);
  if (isMissing(query)) return <NotFoundPage />;
  const person = query.data;
  const edit = person?.abilities.edit ? (
    <Button onClick={() => setEditing(true)}>
      <PencilIcon aria-hidden />
      {t('edit')}
    </Button>
  ) : null;
  return (
    <Page
      title={person?.name ?? t('app:common.loading')}
      crumbs={[{ label: t('title'), link: { to: '/people' } }]}
      lead={person ? <Lead person={person} /> : null}
      action={edit}
    >
      <QueryGate query={query}>{(loaded) => <PersonView person={loaded} edit={edit} />}</QueryGate>
      {editing && person && (
        <Suspense fallback={null}>
          <ProfileDialog person={person} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function Lead({ person }: { person: PersonProfile }) {
  return (
    <p className="k-person-lead">
      {[person.jobTitle, person.affiliation?.organisationName].filter(Boolean).join(', ')}
      <AvailabilityMark person={person} />
    </p>
  );
}

function PersonView({ person, edit }: { person: PersonProfile; edit: ReactNode }) {
  const { t } = useTranslation('people');
  const isBare = person.topics.length + person.expertise.length === 0 && person.about === '';
  return (
    <div className="k-columns">
      <div className="k-stack k-stack--wide">
        {isBare && person.isSelf && (
          <EmptyState icon={PersonIcon} level={2} title={t('begin')} text={t('beginText')} action={edit} />
        )}
        {person.about !== '' && (
          <Part id="about" title={t('about')}>
            <p className="k-prose">{person.about}</p>
          </Part>
        )}
        <Known person={person} />
        <Part id="shared" title={t(person.isSelf ? 'own' : 'shared')}>
          {person.workspaces.length === 0 ? (
            <p className="k-muted">{t('noShared')}</p>
          ) : (
            <ul className="k-plain">
              {person.workspaces.map(({ id, name, role }) => (
                <li key={id}>
                  <Link to="/workspaces/$workspaceId" params={{ workspaceId: id }} className="ds-link">
                    {name}
                  </Link>
                  <span className="k-muted k-block">{t(`app:roles.${role}`)}</span>
                </li>
              ))}
            </ul>
          )}
        </Part>
      </div>
      <aside aria-label={t('facts')} className="k-stack">
        <Facts person={person} />
      </aside>
    </div>
  );
}

function Known({ person }: { person: PersonProfile }) {
  const { t } = useTranslation('people');
  return (
    <>
      {person.topics.length > 0 && (
        <Part id="topics" title={t('topics')}>
          <ul className="k-taglist">
            {person.topics.map((topic) => (
              <li key={topic}>
                <Link to="/people" search={{ topic }} className="k-taglink">
                  {t(`app:topics.${topic}`)}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {person.expertise.length > 0 && (
        <Part id="knows" title={t('knows')}>
          <ul className="k-taglist">
            {person.expertise.map((expertise) => (
              <li key={expertise}>
                <Link to="/people" search={{ expertise }} className="k-taglink">
                  {expertise}
                </Link>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

function Facts({ person }: { person: PersonProfile }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const time = new Intl.DateTimeFormat(format.locale, { timeStyle: 'short', timeZone: person.timeZone });
  const [now] = useState(() => new Date());
  const { affiliation, cityId } = person;
  return (
    <dl className="k-facts">
      {affiliation && (
        <div>
          <dt>{t('organisation')}</dt>
          <dd>
            {affiliation.organisationName}
            {cityId && affiliation.cityName && (
              <Link to="/cities/$cityId" params={{ cityId }} className="ds-link k-block">
                {affiliation.cityName}
                {affiliation.country ? `, ${format.country(affiliation.country)}` : ''}
              </Link>
            )}
          </dd>
        </div>
      )}
      {person.languages.length > 0 && (
        <div>
          <dt>{t('speaks')}</dt>
          <dd>
            <ul className="k-plain">
              {person.languages.map(({ language, level }) => (
                <li key={language}>
                  {format.language(language)} <Tag data-size="sm">{t(`levels.${level}`)}</Tag>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('clock')}</dt>
        <dd>{t('clockNow', { time: time.format(now), zone: person.timeZone.replaceAll('_', ' ') })}</dd>
      </div>
      {person.orcid && (
        <div>
          <dt>{t('orcid')}</dt>
          <dd>
            <a className="ds-link" href={`https://orcid.org/${person.orcid}`} rel="noreferrer">
              {person.orcid}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={`person-${id}`}>
      <Heading level={2} data-size="xs" id={`person-${id}`}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
