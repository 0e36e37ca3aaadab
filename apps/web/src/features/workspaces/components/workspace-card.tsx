import { Card, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../../ui/when.js';

/** A workspace while browsing. The link covers the card; its name is the link's text. */
export function WorkspaceCard({ workspace, level = 3 }: { workspace: Workspace; level?: 2 | 3 }) {
  const { t } = useTranslation();
  return (
    <Card className="k-card">
      <Heading level={level} data-size="2xs">
        <Link to="/workspaces/$workspaceId" params={{ workspaceId: workspace.id }} className="k-card__link">
          {workspace.name}
        </Link>
      </Heading>
      {workspace.description && <Paragraph className="k-clamp">{workspace.description}</Paragraph>}
      <p className="k-card__facts">
        <span>{t('workspaces.documents', { count: workspace.documentCount })}</span>
        <span>{t('workspaces.members', { count: workspace.memberCount })}</span>
        {workspace.archivedAt ? (
          <Tag data-size="sm" data-color="warning">
            {t('workspaces.archived')}
          </Tag>
        ) : (
          <span>
            <When at={workspace.updatedAt} />
          </span>
        )}
      </p>
      {workspace.role && (
        <p className="k-card__role">{t('workspaces.yourRole', { role: t(`roles.${workspace.role}`) })}</p>
      )}
    </Card>
  );
}
