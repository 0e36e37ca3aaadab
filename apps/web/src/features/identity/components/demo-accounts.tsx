import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Instance } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { PersonMark } from '../../../ui/person-mark.js';

interface DemoAccountsProps {
  accounts: Instance['demoAccounts'];
  disabled: boolean;
  onChoose: (email: string) => void;
}

const SHOWN = 7;

/** The invented people of the demo: one click signs in as one of them. One of each role is shown, the rest unfolds. */
export function DemoAccounts({ accounts, disabled, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation();
  const list = (part: typeof accounts) => (
    <ul className="k-demo__list">
      {part.map((account) => (
        <li key={account.email}>
          <DemoAccount account={account} disabled={disabled} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
  const more = accounts.slice(SHOWN);
  return (
    <section className="k-demo" aria-labelledby="demo-title">
      <Heading level={2} data-size="xs" id="demo-title">
        {t('signIn.demoTitle')}
      </Heading>
      <Paragraph>{t('signIn.demoText')}</Paragraph>
      {list(accounts.slice(0, SHOWN))}
      {more.length > 0 && (
        <details className="k-demo__more">
          <summary>{t('signIn.demoMore', { count: more.length })}</summary>
          {list(more)}
        </details>
      )}
    </section>
  );
}

interface DemoAccountProps {
  account: Instance['demoAccounts'][number];
  disabled: boolean;
  onChoose: (email: string) => void;
}

function DemoAccount({ account, disabled, onChoose }: DemoAccountProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="k-demo__account"
      disabled={disabled}
      onClick={() => onChoose(account.email)}
    >
      <PersonMark name={account.name} />
      <span className="k-demo__who">
        <strong>{account.name}</strong>
        <span className="k-muted">
          {t([`demoRoles.${account.role}`, 'demoRoles.other'], { role: account.role })}
          {account.affiliation ? ` · ${account.affiliation}` : ''}
        </span>
      </span>
    </button>
  );
}
