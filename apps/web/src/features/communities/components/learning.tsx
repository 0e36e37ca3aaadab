import { Button, Heading } from '@digdir/designsystemet-react';
import { HandShakeHeartIcon } from '@navikt/aksel-icons';
import type { Learning, LearningOffer, LearningPair, Topic, Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../../identity/api/me.js';
import { useLearning, useOffer } from '../api/learning.js';
import { OfferDialog } from './offer-dialog.js';

/** The editor comes along with it: only for those who begin something. */
const NewThreadDialog = lazy(() =>
  import('../../discussions/components/new-thread-dialog.js').then((m) => ({ default: m.NewThreadDialog })),
);

/** Who can be asked about what, who wants to learn it, and who fits whom. */
export function LearningSection({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('community');
  const learning = useLearning(workspace.id);
  return (
    <section aria-labelledby="learning-title" className="k-stack">
      <Heading level={2} data-size="xs" id="learning-title">
        {t('learning.title')}
      </Heading>
      <QueryGate query={learning}>{(loaded) => <Offers workspace={workspace} learning={loaded} />}</QueryGate>
    </section>
  );
}

function Offers({ workspace, learning }: { workspace: Workspace; learning: Learning }) {
  const { t } = useTranslation('community');
  const [saying, setSaying] = useState(false);
  const { offers, mine, all, abilities } = learning;
  const say = abilities.offer && (
    <Button variant="secondary" data-size="sm" onClick={() => setSaying(true)}>
      {t('learning.say')}
    </Button>
  );
  const topics = [...new Set(offers.map(({ topic }) => topic))];
  return (
    <>
      {offers.length === 0 ? (
        <EmptyState
          icon={HandShakeHeartIcon}
          title={t('learning.none')}
          text={t('learning.noneText')}
          action={say || null}
        />
      ) : (
        <>
          <p className="k-prose">{t('learning.lead')}</p>
          <Pairs workspace={workspace} title={t('learning.mine')} pairs={mine} />
          {all && <Pairs workspace={workspace} title={t('learning.all')} pairs={all} />}
          <ul className="k-places">
            {topics.map((topic) => (
              <li key={topic}>
                <TopicOffers
                  workspaceId={workspace.id}
                  topic={topic}
                  offers={offers.filter((offer) => offer.topic === topic)}
                  mayWithdraw={abilities.offer}
                />
              </li>
            ))}
          </ul>
          {say && <div>{say}</div>}
        </>
      )}
      {saying && (
        <OfferDialog workspaceId={workspace.id} learning={learning} onClose={() => setSaying(false)} />
      )}
    </>
  );
}

interface TopicOffersProps {
  workspaceId: string;
  topic: Topic;
  offers: LearningOffer[];
  mayWithdraw: boolean;
}

function TopicOffers({ workspaceId, topic, offers, mayWithdraw }: TopicOffersProps) {
  const { t } = useTranslation('community');
  const withdraw = useOffer(workspaceId);
  const takeBack = () =>
    withdraw.mutate(
      { topic, body: null },
      { onSuccess: () => showToast({ text: t('learning.withdrawn'), tone: 'success' }) },
    );
  return (
    <article className="k-place">
      <Heading level={3} data-size="2xs">
        {t(`app:topics.${topic}`)}
      </Heading>
      <ul className="k-offers">
        {offers.map((offer) => (
          <li key={offer.person.id}>
            <OfferLine offer={offer} />
            {offer.isMine && mayWithdraw && (
              <Button variant="tertiary" data-size="sm" loading={withdraw.isPending} onClick={takeBack}>
                {t('learning.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

function OfferLine({ offer }: { offer: LearningOffer }) {
  const { t } = useTranslation('community');
  const format = useFormat();
  const { person, city, languages, direction, maturity, note, isAway } = offer;
  const about = [
    city?.name,
    languages.map(({ language }) => format.language(language)).join(', '),
    t('learning.rated', { maturity }),
    isAway ? t('learning.away') : '',
  ];
  return (
    <div>
      <p>
        <Link to="/people/$userId" params={{ userId: person.id }} className="ds-link">
          {person.name}
        </Link>{' '}
        {t(`learning.says.${direction}`)}
      </p>
      <p className="k-muted">{about.filter(Boolean).join(' · ')}</p>
      {note !== '' && <p>{note}</p>}
    </div>
  );
}

interface PairsProps {
  workspace: Workspace;
  title: string;
  pairs: LearningPair[];
}

function Pairs({ workspace, title, pairs }: PairsProps) {
  const { t } = useTranslation('community');
  const format = useFormat();
  const { data: me } = useMe();
  const [begun, setBegun] = useState<LearningPair | null>(null);
  if (pairs.length === 0) return null;
  return (
    <div>
      <Heading level={3} data-size="2xs">
        {title}
      </Heading>
      <ul className="k-offers" aria-label={title}>
        {pairs.map((pair) => (
          <li key={[pair.topic, pair.mentor.id, pair.learner.id].join('/')}>
            <div>
              <p>
                {t('learning.pair', {
                  mentor: pair.mentor.name,
                  learner: pair.learner.name,
                  topic: t(`app:topics.${pair.topic}`),
                })}
              </p>
              <p className="k-muted">
                {pair.languages.length > 0
                  ? t('learning.shared', {
                      list: pair.languages.map((language) => format.language(language)).join(', '),
                    })
                  : t('learning.noneShared')}
              </p>
            </div>
            {workspace.abilities.createThread && (
              <Button variant="secondary" data-size="sm" onClick={() => setBegun(pair)}>
                {t('learning.begin')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {begun && (
        <Suspense fallback={null}>
          <NewThreadDialog
            workspace={workspace}
            start={{
              title: t('learning.threadTitle', { topic: t(`app:topics.${begun.topic}`) }),
              tags: [begun.topic.replaceAll('-', ' ')],
              mentions: [begun.mentor, begun.learner].filter(({ id }) => id !== me?.id),
            }}
            onClose={() => setBegun(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
