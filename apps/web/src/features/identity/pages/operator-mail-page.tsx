import { Details, Tag } from '@digdir/designsystemet-react';
import { EnvelopeClosedIcon } from '@navikt/aksel-icons';
import type { MailView } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../app/shell/page.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { When } from '../../../ui/when.js';
import { useOutbox } from '../api/operator.js';

const TONES = { queued: 'warning', sent: 'success', failed: 'danger' } as const;

/** The outbox on disk, for demo and development: where invitations and reset links can be read. */
export function OperatorMailPage() {
  const { t } = useTranslation(['app', 'doors']);
  const outbox = useOutbox();
  return (
    <Page title={t('doors:operator.mailTitle')} lead={<p>{t('doors:operator.mailText')}</p>} width="text">
      <QueryGate query={outbox} shape="rows">
        {(mails) =>
          mails.length === 0 ? (
            <EmptyState
              level={2}
              icon={EnvelopeClosedIcon}
              title={t('doors:operator.noMail')}
              text={t('doors:operator.noMailText')}
            />
          ) : (
            <div className="k-mails">
              {mails.map((mail) => (
                <Mail key={mail.id} mail={mail} />
              ))}
            </div>
          )
        }
      </QueryGate>
    </Page>
  );
}

function Mail({ mail }: { mail: MailView }) {
  const { t } = useTranslation(['app', 'doors']);
  return (
    <Details>
      <Details.Summary>
        <span className="k-mail__head">
          <strong>{mail.subject}</strong>
          <span className="k-muted">
            {mail.to} · <When at={mail.at} />
          </span>
          <Tag data-size="sm" data-color={TONES[mail.state]}>
            {t(`doors:mailStates.${mail.state}`)}
          </Tag>
        </span>
      </Details.Summary>
      <Details.Content>
        <p className="k-mail__text">{linkify(mail.text)}</p>
      </Details.Content>
    </Details>
  );
}

/** Makes addresses in plain text followable; everything else stays text. */
function linkify(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} className="ds-link" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
