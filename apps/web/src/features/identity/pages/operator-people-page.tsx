import { Button, Table, Tag, Textfield } from '@digdir/designsystemet-react';
import type { AccountView } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/i18n/format.js';
import { Page } from '../../../app/shell/page.js';
import { ConfirmDialog } from '../../../ui/confirm-dialog.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { ScrollRegion } from '../../../ui/scroll-region.js';
import { showToast } from '../../../ui/toast.js';
import { When } from '../../../ui/when.js';
import { useMe } from '../api/me.js';
import { usePeople, useSetAccountState } from '../api/operator.js';

/** Accounts as the operator sees them: no content, only who may come in. */
export function OperatorPeoplePage() {
  const { t } = useTranslation(['app', 'doors']);
  const people = usePeople();
  const [text, setText] = useState('');
  const needle = text.trim().toLowerCase();
  return (
    <Page title={t('doors:operator.peopleTitle')} lead={<p>{t('doors:operator.peopleText')}</p>}>
      <QueryGate query={people} shape="rows">
        {(accounts) => (
          <div className="k-stack">
            <Textfield
              className="k-half"
              type="search"
              label={t('doors:operator.find')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <PeopleTable
              accounts={accounts.filter((a) => `${a.name} ${a.email}`.toLowerCase().includes(needle))}
            />
          </div>
        )}
      </QueryGate>
    </Page>
  );
}

function PeopleTable({ accounts }: { accounts: AccountView[] }) {
  const { t } = useTranslation(['app', 'doors']);
  const format = useFormat();
  const sorted = [...accounts].sort((a, b) => format.compare(a.name, b.name));
  return (
    <ScrollRegion label={t('doors:operator.peopleTitle')}>
      <Table className="k-table k-table--cards" role="table">
        <caption className="ds-sr-only">{t('doors:operator.peopleTitle')}</caption>
        <Table.Head role="rowgroup">
          <Table.Row role="row">
            <Table.HeaderCell role="columnheader">{t('doors:operator.name')}</Table.HeaderCell>
            <Table.HeaderCell role="columnheader">{t('doors:operator.organisation')}</Table.HeaderCell>
            <Table.HeaderCell role="columnheader">{t('doors:operator.lastSignIn')}</Table.HeaderCell>
            <Table.HeaderCell role="columnheader">{t('doors:operator.state')}</Table.HeaderCell>
            <Table.HeaderCell role="columnheader">{t('doors:operator.act')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body role="rowgroup">
          {sorted.map((account) => (
            <PersonRow key={account.id} account={account} />
          ))}
        </Table.Body>
      </Table>
    </ScrollRegion>
  );
}

function PersonRow({ account }: { account: AccountView }) {
  const { t } = useTranslation(['app', 'doors']);
  const { data: me } = useMe();
  const [asking, setAsking] = useState(false);
  const setState = useSetAccountState();
  const disabled = account.disabledAt !== null;
  const act = (to: 'disable' | 'enable') =>
    setState.mutate(
      { userId: account.id, to },
      {
        onSuccess: () => {
          setAsking(false);
          showToast({ text: t(`doors:operator.done.${to}`, { name: account.name }), tone: 'success' });
        },
      },
    );
  return (
    <Table.Row role="row">
      <Table.HeaderCell scope="row" role="rowheader">
        {account.name}
        <span className="k-muted k-block">{account.email}</span>
      </Table.HeaderCell>
      <Table.Cell role="cell">{account.affiliation?.organisationName ?? t('common.none')}</Table.Cell>
      <Table.Cell role="cell" data-label={t('doors:operator.lastSignIn')}>
        {account.lastSignInAt ? <When at={account.lastSignInAt} /> : t('doors:operator.never')}
      </Table.Cell>
      <Table.Cell role="cell">
        <Tag data-size="sm" data-color={disabled ? 'danger' : 'success'}>
          {t(disabled ? 'doors:operator.disabled' : 'doors:operator.active')}
        </Tag>{' '}
        {account.isOperator && <Tag data-size="sm">{t('doors:operator.operator')}</Tag>}
      </Table.Cell>
      <Table.Cell role="cell">
        {account.id !== me?.id && (
          <Button
            variant="tertiary"
            data-size="sm"
            data-color={disabled ? 'harbour' : 'danger'}
            aria-label={t(disabled ? 'doors:operator.enableName' : 'doors:operator.disableName', {
              name: account.name,
            })}
            onClick={() => (disabled ? act('enable') : setAsking(true))}
          >
            {t(disabled ? 'doors:operator.enable' : 'doors:operator.disable')}
          </Button>
        )}
        <ConfirmDialog
          open={asking}
          title={t('doors:operator.disableName', { name: account.name })}
          confirm={t('doors:operator.disable')}
          busy={setState.isPending}
          error={setState.error}
          onConfirm={() => act('disable')}
          onClose={() => setAsking(false)}
        >
          {t('doors:operator.disableText')}
        </ConfirmDialog>
      </Table.Cell>
    </Table.Row>
  );
}
