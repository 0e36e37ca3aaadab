import { useTranslation } from 'react-i18next';
import { NotFoundPage } from '../../../app/not-found-page.js';
import { Page } from '../../../app/shell/page.js';
import { QueryGate, isMissing } from '../../../ui/query-gate.js';
import { CommitmentsPreview } from '../../commitments/components/commitments-preview.js';
import { useWorkspace } from '../../workspaces/api/workspaces.js';
import { useCommunity } from '../api/community.js';
import { Charter } from '../components/charter.js';
import { Facilitator } from '../components/facilitator.js';
import { GrowthChart } from '../components/growth-chart.js';
import { LearningSection } from '../components/learning.js';
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
              {workspace.data && <LearningSection workspace={workspace.data} />}
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
