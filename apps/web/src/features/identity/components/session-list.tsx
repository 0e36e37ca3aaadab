import { Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { SessionView } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { QueryGate } from '../../../ui/query-gate.js';
import { When } from '../../../ui/when.js';
import { useEndSession, useSessions } from '../api/me.js';
import { describeAgent } from './describe-agent.js';
import { SignOutButton } from './sign-out-button.js';

/** Where one is signed in, each to be ended alone, or all at once. */
export function SessionList() {
  const { t } = useTranslation(['app', 'doors']);
  const sessions = useSessions();
  return (
    <section aria-labelledby="sessions-title" className="k-stack">
      <Heading level={2} data-size="xs" id="sessions-title">
        {t('doors:account.sessionsTitle')}
      </Heading>
      <Paragraph>{t('doors:account.sessionsText')}</Paragraph>
      <QueryGate query={sessions} shape="rows">
        {(items) => (
          <ul className="k-list">
            {items.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </ul>
        )}
      </QueryGate>
      <div className="k-actions">
        <SignOutButton where="everywhere" />
      </div>
    </section>
  );
}

function Session({ session }: { session: SessionView }) {
  const { t } = useTranslation(['app', 'doors']);
  const end = useEndSession();
  const { browser, system } = describeAgent(session.agent);
  const name =
    browser && system
      ? t('doors:account.sessionName', { browser, system })
      : t('doors:account.sessionUnknown');
  return (
    <li className="k-list__row">
      <div>
        <strong>{name}</strong>{' '}
        {session.current && <Tag data-size="sm">{t('doors:account.thisSession')}</Tag>}
        <div className="k-muted">
          {t('doors:account.lastSeen')} <When at={session.lastSeenAt} />
        </div>
      </div>
      {!session.current && (
        <Button
          variant="tertiary"
          data-size="sm"
          loading={end.isPending}
          aria-label={t('doors:account.endSessionOf', { name })}
          onClick={() => end.mutate(session.id)}
        >
          {t('doors:account.endSession')}
        </Button>
      )}
    </li>
  );
}
