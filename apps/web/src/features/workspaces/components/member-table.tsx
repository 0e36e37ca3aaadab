import { Button, Field, Label, Select, Table } from '@digdir/designsystemet-react';
import { WORKSPACE_ROLES, WorkspaceRole, type Member } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';
import { showToast } from '../../../ui/toast.js';
import { useChangeRole, useEndMembership } from '../api/members.js';

interface MemberTableProps {
  workspaceId: string;
  members: Member[];
  canManage: boolean;
}

export function MemberTable({ workspaceId, members, canManage }: MemberTableProps) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const changeRole = useChangeRole(workspaceId);
  const end = useEndMembership(workspaceId);
  const sorted = [...members].sort((a, b) => format.compare(a.name, b.name));
  return (
    <div className="k-stack">
      {changeRole.error ? <ErrorNotice error={changeRole.error} /> : null}
      <ScrollRegion label={t('members.title')}>
        {/* The roles keep it a table for screen readers where a narrow page lays its rows out as cards. */}
        <Table className="k-table k-table--cards" role="table">
          <caption className="ds-sr-only">{t('members.title')}</caption>
          <Table.Head role="rowgroup">
            <Table.Row role="row">
              <Table.HeaderCell role="columnheader">{t('doors:members.name')}</Table.HeaderCell>
              <Table.HeaderCell role="columnheader">{t('doors:members.organisation')}</Table.HeaderCell>
              <Table.HeaderCell role="columnheader">{t('doors:members.role')}</Table.HeaderCell>
              <Table.HeaderCell role="columnheader">{t('doors:members.since')}</Table.HeaderCell>
              {canManage && <Table.HeaderCell role="columnheader">{t('doors:members.act')}</Table.HeaderCell>}
            </Table.Row>
          </Table.Head>
          <Table.Body role="rowgroup">
            {sorted.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                canManage={canManage}
                busy={changeRole.isPending && changeRole.variables?.userId === member.userId}
                onRole={(role) =>
                  changeRole.mutate(
                    { userId: member.userId, role },
                    {
                      onSuccess: () =>
                        showToast({
                          text: t('doors:members.roleChanged', {
                            name: member.name,
                            role: t(`roles.${role}`),
                          }),
                          undo: () => changeRole.mutate({ userId: member.userId, role: member.role }),
                        }),
                    },
                  )
                }
                onEnd={() => setLeaving(member)}
              />
            ))}
          </Table.Body>
        </Table>
      </ScrollRegion>
      <ConfirmDialog
        open={leaving !== null}
        title={t('doors:members.endName', { name: leaving?.name ?? '' })}
        confirm={t('doors:members.end')}
        busy={end.isPending}
        error={end.error}
        onConfirm={() =>
          leaving &&
          end.mutate(leaving.userId, {
            onSuccess: () => {
              showToast({ text: t('doors:members.ended', { name: leaving.name }) });
              setLeaving(null);
            },
          })
        }
        onClose={() => {
          end.reset();
          setLeaving(null);
        }}
      >
        {t('doors:members.endText')}
      </ConfirmDialog>
    </div>
  );
}

interface MemberRowProps {
  member: Member;
  canManage: boolean;
  busy: boolean;
  onRole: (role: WorkspaceRole) => void;
  onEnd: () => void;
}

function MemberRow({ member, canManage, busy, onRole, onEnd }: MemberRowProps) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  return (
    <Table.Row role="row">
      <Table.HeaderCell scope="row" role="rowheader">
        <span className="k-person">
          <PersonMark name={member.name} />
          <span>
            <Link to="/people/$userId" params={{ userId: member.userId }} className="ds-link">
              {member.name}
            </Link>
            {member.isSelf ? ` ${t('members.you')}` : ''}
            {member.email && <span className="k-muted k-block">{member.email}</span>}
          </span>
        </span>
      </Table.HeaderCell>
      <Table.Cell role="cell">
        {member.affiliation?.organisationName ?? t('common.none')}
        {member.affiliation?.country && (
          <span className="k-muted k-block">{format.country(member.affiliation.country)}</span>
        )}
      </Table.Cell>
      <Table.Cell role="cell">
        {canManage ? (
          <Field data-size="sm">
            <Label className="ds-sr-only">{t('doors:members.roleOf', { name: member.name })}</Label>
            <Select
              value={member.role}
              width="auto"
              disabled={busy}
              onChange={(event) => onRole(WorkspaceRole.parse(event.target.value))}
            >
              {WORKSPACE_ROLES.map((role) => (
                <Select.Option key={role} value={role}>
                  {t(`roles.${role}`)}
                </Select.Option>
              ))}
            </Select>
          </Field>
        ) : (
          t(`roles.${member.role}`)
        )}
      </Table.Cell>
      <Table.Cell role="cell" className="k-nowrap" data-label={t('doors:members.since')}>
        {format.day(member.since)}
      </Table.Cell>
      {canManage && (
        <Table.Cell role="cell">
          {!member.isSelf && (
            <Button
              variant="tertiary"
              data-size="sm"
              data-color="danger"
              aria-label={t('doors:members.endName', { name: member.name })}
              onClick={onEnd}
            >
              {t('doors:members.endShort')}
            </Button>
          )}
        </Table.Cell>
      )}
    </Table.Row>
  );
}
