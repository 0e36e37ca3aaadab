import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Instance } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { PersonMark } from '../../../ui/person-mark.js';

interface DemoAccountsProps {
  accounts: Instance['demoAccounts'];
  disabled: boolean;
  onChoose: (email: string) => void;
}

/** The invented people of the demo: one click signs in as one of them. */
export function DemoAccounts({ accounts, disabled, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation();
  return (
    <section className="k-demo" aria-labelledby="demo-title">
      <Heading level={2} data-size="xs" id="demo-title">
        {t('signIn.demoTitle')}
      </Heading>
      <Paragraph data-size="sm">{t('signIn.demoText')}</Paragraph>
      <ul className="k-demo__list">
        {accounts.map((account) => (
          <li key={account.email}>
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
          </li>
        ))}
      </ul>
    </section>
  );
}
