import type { Notification, NotificationKind } from '@kontor/contracts';
import {
  ArrowUndoIcon,
  ChatElipsisIcon,
  ChatExclamationmarkIcon,
  CheckmarkCircleIcon,
  ClockIcon,
  EyeIcon,
  HandshakeIcon,
  MegaphoneIcon,
  PersonGroupIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType, SVGProps } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../../ui/when.js';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;
const ICONS: Readonly<Record<NotificationKind, Icon>> = {
  mention: ChatExclamationmarkIcon,
  reply: ArrowUndoIcon,
  deadline: ClockIcon,
  signature: HandshakeIcon,
  membership: PersonGroupIcon,
  announcement: MegaphoneIcon,
  watched: EyeIcon,
  followed: ChatElipsisIcon,
  accepted: CheckmarkCircleIcon,
};

/** What happened in one place for one reason, in one sentence; the whole of it leads there. */
export function NotificationRow({
  notification,
  onOpen,
}: {
  notification: Notification;
  onOpen: () => void;
}) {
  const { t } = useTranslation('notifications');
  const { kind, count, people, read } = notification;
  const Icon = ICONS[kind];
  const who = names(
    people.map(({ name }) => name),
    t,
  );
  const sentence = t(`sentence.${kind}`, { who, count });
  return (
    <article className="k-notice-row" data-unread={!read || undefined}>
      <Icon className="k-notice-row__icon" aria-hidden />
      <div className="k-notice-row__what">
        <p className="k-notice-row__sentence">
          {!read && <span className="k-notice-row__new">{t('new')}</span>}
          {sentence}
        </p>
        <TitleLink notification={notification} onOpen={onOpen} />
        <p className="k-notice-row__excerpt">{notification.excerpt}</p>
        <p className="k-notice-row__facts">
          {notification.workspaceName} · <When at={notification.at} />
        </p>
      </div>
    </article>
  );
}

function TitleLink({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const { title, threadId, commitmentId, postNo, workspaceId } = notification;
  const looks = { className: 'k-notice-row__title ds-link', onClick: onOpen };
  if (commitmentId !== null) {
    return (
      <Link to="/commitments/$commitmentId" params={{ commitmentId }} {...looks}>
        {title}
      </Link>
    );
  }
  if (threadId === null) {
    return (
      <Link to="/workspaces/$workspaceId/members" params={{ workspaceId }} {...looks}>
        {title}
      </Link>
    );
  }
  return (
    <Link
      to="/threads/$threadId"
      params={{ threadId }}
      {...(postNo === null ? {} : { hash: `post-${postNo}` })}
      {...looks}
    >
      {title}
    </Link>
  );
}

type Translate = (key: string, values?: Record<string, unknown>) => string;
function names(all: readonly string[], t: Translate): string {
  const [first, second, ...more] = all;
  if (first === undefined) return t('somebody');
  if (second === undefined) return first;
  return more.length === 0 ? t('two', { first, second }) : t('several', { first, second });
}
