import { ChatIcon, FileTextIcon, HandshakeIcon, PersonGroupIcon } from '@navikt/aksel-icons';
import type { Activity } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { When } from '../../../ui/when.js';

const ICONS = {
  'document-started': FileTextIcon,
  'text-edited': FileTextIcon,
  'thread-begun': ChatIcon,
  posted: ChatIcon,
  'member-joined': PersonGroupIcon,
  'commitment-prepared': HandshakeIcon,
  'commitment-signed': HandshakeIcon,
  'commitment-kept': HandshakeIcon,
};
const SECTIONS_NAMED = 3;

/** One sentence: what one place did to one thing, with the way to it. */
export function ActivityLine({ activity, showWorkspace }: { activity: Activity; showWorkspace: boolean }) {
  const { t } = useTranslation('activity');
  const Icon = ICONS[activity.kind];
  const place = activity.place?.name ?? t('somewhere');
  return (
    <div className="k-activity">
      <Icon aria-hidden className="k-activity__icon" />
      <p className="k-activity__what">
        {t(`says.${activity.kind}`, { count: activity.count, place })} <Thing activity={activity} />
        <Sections activity={activity} />
        <span className="k-activity__facts">
          {activity.people.map(({ name }) => name).join(', ')}
          {showWorkspace && (
            <Link
              to="/workspaces/$workspaceId"
              params={{ workspaceId: activity.workspace.id }}
              className="ds-link"
              data-color="neutral"
            >
              {t('inWorkspace', { name: activity.workspace.name })}
            </Link>
          )}
        </span>
      </p>
      <span className="k-activity__when">
        <When at={activity.at} />
      </span>
    </div>
  );
}

function Thing({ activity: { document, thread, commitment } }: { activity: Activity }) {
  if (document) {
    return (
      <Link to="/practice-documents/$documentId" params={{ documentId: document.id }} className="ds-link">
        {document.title}
      </Link>
    );
  }
  if (thread) {
    return (
      <Link to="/threads/$threadId" params={{ threadId: thread.id }} className="ds-link">
        {thread.title}
      </Link>
    );
  }
  if (commitment) {
    return (
      <Link to="/commitments/$commitmentId" params={{ commitmentId: commitment.id }} className="ds-link">
        {commitment.title}
      </Link>
    );
  }
  return null;
}

function Sections({ activity: { sections } }: { activity: Activity }) {
  const { t } = useTranslation('activity');
  const format = useFormat();
  const names = sections.map(({ title }) => title.trim()).filter(Boolean);
  if (names.length === 0) return null;
  const list = format.and(names.slice(0, SECTIONS_NAMED).map((name) => `“${name}”`));
  return <>, {t(names.length === 1 ? 'section' : 'sections', { list })}</>;
}
