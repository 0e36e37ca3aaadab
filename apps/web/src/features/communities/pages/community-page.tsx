import { Button, Heading } from '@digdir/designsystemet-react';
import { FileTextIcon } from '@navikt/aksel-icons';
import type { Community } from '@kontor/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { showToast } from '../../../ui/toast.js';
import { CommitmentsPreview } from '../../commitments/components/commitments-preview.js';
import { useMe } from '../../identity/api/me.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useBeginCharter, useCommunity } from '../api/community.js';
import { Facilitator } from '../components/facilitator.js';
import { GrowthChart } from '../components/growth-chart.js';
import { Places } from '../components/places.js';
import '../styles/communities.css';

/** The people of a workspace: what they agreed on, who keeps them going, who is where, how they grow. */
export function CommunityPage({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('community');
  const workspace = useWorkspace(workspaceId);
  const community = useCommunity(workspaceId);
  if (isMissing(workspace) || isMissing(community)) return <NotFoundPage />;
  return (
    <Page
      title={t('title')}
      lead={<p>{t('lead')}</p>}
      crumbs={[
        { label: t('app:nav.workspaces'), link: { to: '/workspaces' } },
        {
          label: workspace.data?.name ?? t('app:common.loading'),
          link: { to: '/workspaces/$workspaceId', params: { workspaceId } },
        },
      ]}
    >
      <QueryGate query={community}>
        {(loaded) => (
          <div className="k-columns">
            <div className="k-stack k-stack--wide">
              <Charter workspaceId={workspaceId} community={loaded} />
              <Places workspaceId={workspaceId} places={loaded.places} />
            </div>
            <aside className="k-stack k-stack--wide">
              <CommitmentsPreview workspaceId={workspaceId} />
              <Facilitator workspaceId={workspaceId} community={loaded} />
              <GrowthChart growth={loaded.growth} />
            </aside>
          </div>
        )}
      </QueryGate>
    </Page>
  );
}

function Charter({ workspaceId, community }: { workspaceId: string; community: Community }) {
  const { t } = useTranslation('community');
  const { charter, abilities } = community;
  return (
    <section aria-labelledby="charter-title" className="k-stack">
      <Heading level={2} data-size="xs" id="charter-title">
        {t('charter')}
      </Heading>
      {charter ? (
        <>
          <p className="k-prose">{t('charterText')}</p>
          <div>
            <Button variant="secondary" asChild>
              <Link to="/practice-documents/$documentId" params={{ documentId: charter.id }}>
                {t('charterOpen')}
              </Link>
            </Button>
          </div>
        </>
      ) : (
        <EmptyState
          icon={FileTextIcon}
          title={t('charterNone')}
          text={t(abilities.beginCharter ? 'charterNoneText' : 'charterNoneRead')}
          action={abilities.beginCharter ? <BeginCharter workspaceId={workspaceId} /> : null}
        />
      )}
    </section>
  );
}

function BeginCharter({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('community');
  const { data: me } = useMe();
  const navigate = useNavigate();
  const begin = useBeginCharter(workspaceId);
  const start = () =>
    begin.mutate(
      { language: me?.language ?? 'en' },
      {
        onSuccess: ({ charter }) => {
          showToast({ text: t('charterBegun'), tone: 'success' });
          if (charter) {
            void navigate({ to: '/practice-documents/$documentId', params: { documentId: charter.id } });
          }
        },
      },
    );
  return (
    <>
      {begin.error ? <ErrorNotice error={begin.error} compact /> : null}
      <Button loading={begin.isPending} onClick={start}>
        {t('charterBegin')}
      </Button>
    </>
  );
}
