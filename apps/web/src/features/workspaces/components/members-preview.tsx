import type { Member, Workspace } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonMark } from '../../../ui/person-mark.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useMembers } from '../api/members.js';

const SHOWN = 8;

/** Who is in it: the first few, coordinators first. */
export function MembersPreview({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const members = useMembers(workspace.id, workspace.abilities.seeMembers);
  if (!workspace.abilities.seeMembers)
    return <p>{t('workspaces.members', { count: workspace.memberCount })}</p>;
  return (
    <QueryGate query={members} shape="rows">
      {(items) => (
        <>
          <ul className="k-people">
            {[...items]
              .sort(byRole)
              .slice(0, SHOWN)
              .map((member) => (
                <li key={member.userId}>
                  <PersonLine member={member} />
                </li>
              ))}
          </ul>
          {items.length > SHOWN && (
            <p className="k-muted">{t('members.more', { count: items.length - SHOWN })}</p>
          )}
        </>
      )}
    </QueryGate>
  );
}

const byRole = (a: Member, b: Member) => Number(b.role === 'coordinator') - Number(a.role === 'coordinator');

/** Name, role and city; the address only where the server gives it. */
export function PersonLine({ member }: { member: Member }) {
  const { t } = useTranslation();
  const place = member.affiliation?.cityName ?? member.affiliation?.organisationName;
  return (
    <span className="k-person">
      <PersonMark name={member.name} />
      <span>
        <span className="k-person__name">
          <Link to="/people/$userId" params={{ userId: member.userId }} className="ds-link">
            {member.name}
          </Link>
          {member.isSelf ? ` ${t('members.you')}` : ''}
        </span>
        <span className="k-muted k-block">
          {t(`roles.${member.role}`)}
          {place ? ` · ${place}` : ''}
        </span>
      </span>
    </span>
  );
}
