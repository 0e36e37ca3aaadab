import {
  Checkbox,
  Paragraph,
  Radio,
  Select,
  Table,
  useRadioGroup,
  Fieldset,
} from '@digdir/designsystemet-react';
import {
  DIGEST_RHYTHMS,
  MAIL_PACES,
  NOTIFICATION_KINDS,
  type NotificationChoice,
  type NotificationKind,
  type NotificationPreferences,
} from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../app/shell/page.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useChangePreferences, usePreferences } from '../api/notifications.js';
import { WatchedPlaces } from '../components/watched-places.js';
import '../styles/notifications.css';

type Save = ReturnType<typeof useChangePreferences>;

/** How one is told: by kind, everywhere or in one workspace. What is chosen holds at once. */
export function PreferencesPage() {
  const { t } = useTranslation('notifications');
  const preferences = usePreferences();
  const save = useChangePreferences();
  return (
    <Page
      title={t('preferences.title')}
      width="text"
      lead={<Paragraph>{t('preferences.lead')}</Paragraph>}
      crumbs={[{ label: t('title'), link: { to: '/notifications' } }]}
    >
      {save.isError && <ErrorNotice error={save.error} compact />}
      <QueryGate query={preferences}>
        {(data) => (
          <div className="k-sections">
            <Digest data={data} save={save} />
            <Choices data={data} save={save} />
            <WatchedPlaces />
          </div>
        )}
      </QueryGate>
    </Page>
  );
}

function Digest({ data, save }: { data: NotificationPreferences; save: Save }) {
  const { t } = useTranslation('notifications');
  const { getRadioProps } = useRadioGroup({
    name: 'digest',
    value: data.digest,
    onChange: (value) => {
      const digest = DIGEST_RHYTHMS.find((one) => one === value);
      if (digest) save.mutate({ digest });
    },
  });
  return (
    <Fieldset>
      <Fieldset.Legend>{t('preferences.digest')}</Fieldset.Legend>
      <Fieldset.Description>{t('preferences.digestText')}</Fieldset.Description>
      {DIGEST_RHYTHMS.map((rhythm) => (
        <Radio key={rhythm} label={t(`preferences.rhythm.${rhythm}`)} {...getRadioProps(rhythm)} />
      ))}
    </Fieldset>
  );
}

const EVERYWHERE = 'everywhere';

function Choices({ data, save }: { data: NotificationPreferences; save: Save }) {
  const { t } = useTranslation('notifications');
  const [place, setPlace] = useState<string>(EVERYWHERE);
  const workspace = data.workspaces.find(({ workspaceId }) => workspaceId === place) ?? null;
  const choose = (kind: NotificationKind, choice: NotificationChoice | null) =>
    save.mutate({ choice: { workspaceId: workspace?.workspaceId ?? null, kind, choice } });
  return (
    <section className="k-stack" aria-labelledby="kinds-title">
      <h2 id="kinds-title" className="ds-heading" data-size="xs">
        {t('preferences.kinds')}
      </h2>
      <LabelledSelect
        label={t('preferences.place')}
        value={place}
        onChange={setPlace}
        choices={[
          { value: EVERYWHERE, label: t('preferences.everywhere') },
          ...data.workspaces.map(({ workspaceId, name }) => ({ value: workspaceId as string, label: name })),
        ]}
      />
      <Table className="k-table--cards k-choices">
        <caption className="ds-sr-only">{t('preferences.kinds')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell>{t('preferences.kind')}</Table.HeaderCell>
            <Table.HeaderCell>{t('preferences.inApp')}</Table.HeaderCell>
            <Table.HeaderCell>{t('preferences.mail')}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {NOTIFICATION_KINDS.map((kind) => (
            <ChoiceRow
              key={kind}
              kind={kind}
              own={workspace === null ? undefined : (workspace.choices[kind] ?? null)}
              general={data.everywhere[kind]}
              onChoose={(choice) => choose(kind, choice)}
            />
          ))}
        </Table.Body>
      </Table>
    </section>
  );
}

interface ChoiceRowProps {
  kind: NotificationKind;
  /** Undefined where the choice is for everywhere; null where the workspace does as everywhere. */
  own: NotificationChoice | null | undefined;
  general: NotificationChoice;
  onChoose: (choice: NotificationChoice | null) => void;
}

const SAME = 'same';

function ChoiceRow({ kind, own, general, onChoose }: ChoiceRowProps) {
  const { t } = useTranslation('notifications');
  const holds = own ?? general;
  const name = t(`kind.${kind}`);
  return (
    <Table.Row>
      <Table.HeaderCell scope="row" className="k-choices__kind">
        {name}
      </Table.HeaderCell>
      <Table.Cell data-label={t('preferences.inApp')}>
        <Checkbox
          aria-label={t('preferences.inAppOf', { kind: name })}
          checked={holds.inApp}
          onChange={(event) => onChoose({ ...holds, inApp: event.target.checked })}
        />
      </Table.Cell>
      <Table.Cell data-label={t('preferences.mail')}>
        <Select
          aria-label={t('preferences.mailOf', { kind: name })}
          data-size="sm"
          value={own === null ? SAME : holds.mail}
          onChange={(event) => {
            const mail = MAIL_PACES.find((pace) => pace === event.target.value);
            onChoose(mail === undefined ? null : { ...holds, mail });
          }}
        >
          {own !== undefined && (
            <Select.Option value={SAME}>
              {t('preferences.same', { pace: t(`preferences.pace.${general.mail}`) })}
            </Select.Option>
          )}
          {MAIL_PACES.map((pace) => (
            <Select.Option key={pace} value={pace}>
              {t(`preferences.pace.${pace}`)}
            </Select.Option>
          ))}
        </Select>
      </Table.Cell>
    </Table.Row>
  );
}
