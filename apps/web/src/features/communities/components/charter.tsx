import { Button, Heading } from '@digdir/designsystemet-react';
import { FileTextIcon } from '@navikt/aksel-icons';
import type { Community } from '@kontor/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useMe } from '../../identity/api/me.js';
import { useDocuments } from '../../practice-documents/api/practice-documents.js';
import { useBeginCharter, useChooseCharter } from '../api/community.js';

/** What the community agreed on: a document like all others, begun from six questions or chosen among those there are. */
export function Charter({ workspaceId, community }: { workspaceId: string; community: Community }) {
  const { t } = useTranslation('community');
  const [choosing, setChoosing] = useState(false);
  const { charter, abilities } = community;
  const choose = abilities.chooseCharter && (
    <Button variant={charter ? 'tertiary' : 'secondary'} onClick={() => setChoosing(true)}>
      {t(charter ? 'charterChange' : 'charterChoose')}
    </Button>
  );
  return (
    <section aria-labelledby="charter-title" className="k-stack">
      <Heading level={2} data-size="xs" id="charter-title">
        {t('charter')}
      </Heading>
      {charter ? (
        <>
          <p className="k-prose">{t('charterText')}</p>
          {abilities.chooseCharter && !charter.sharedWithMembers && (
            <p className="k-muted">{t('charterNotShared', { title: charter.title })}</p>
          )}
          <div className="k-actions">
            <Button variant="secondary" asChild>
              <Link to="/practice-documents/$documentId" params={{ documentId: charter.id }}>
                {t('charterOpen')}
              </Link>
            </Button>
            {choose}
          </div>
        </>
      ) : (
        <EmptyState
          icon={FileTextIcon}
          title={t('charterNone')}
          text={t(abilities.beginCharter ? 'charterNoneText' : 'charterNoneRead')}
          action={
            <div className="k-actions">
              {abilities.beginCharter && <BeginCharter workspaceId={workspaceId} />}
              {choose}
            </div>
          }
        />
      )}
      {choosing && (
        <ChoosingDialog workspaceId={workspaceId} charter={charter} onClose={() => setChoosing(false)} />
      )}
    </section>
  );
}

const NONE = 'none';

interface ChoosingProps {
  workspaceId: string;
  charter: Community['charter'];
  onClose: () => void;
}

function ChoosingDialog({ workspaceId, charter, onClose }: ChoosingProps) {
  const { t } = useTranslation('community');
  const choose = useChooseCharter(workspaceId);
  const documents = useDocuments(workspaceId, { sort: 'title', limit: 100 });
  const [chosen, setChosen] = useState<string>(charter?.id ?? NONE);
  const found = documents.data?.pages.flatMap(({ items }) => items) ?? [];
  const submit = () =>
    choose.mutate(
      { documentId: found.find(({ id }) => id === chosen)?.id ?? null },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('charterChosen'), tone: 'success' });
        },
      },
    );
  return (
    <FormDialog
      open
      title={t('charterChoose')}
      submit={t('app:common.save')}
      busy={choose.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {choose.error ? <ErrorNotice error={choose.error} compact /> : null}
      <p>{t('charterChooseText')}</p>
      <LabelledSelect
        label={t('charterWhich')}
        value={chosen}
        choices={[
          { value: NONE, label: t('charterOwn') },
          ...found.map(({ id, title }) => ({ value: id as string, label: title })),
        ]}
        onChange={setChosen}
      />
    </FormDialog>
  );
}

function BeginCharter({ workspaceId }: { workspaceId: string }) {
  const { t } = useTranslation('community');
  const { data: me } = useMe();
  const navigate = useNavigate();
  const begin = useBeginCharter(workspaceId);
  const start = () =>
    begin.mutate(
      { language: me?.language ?? 'en' },
      {
        onSuccess: ({ charter }) => {
          showToast({ text: t('charterBegun'), tone: 'success' });
          if (charter) {
            void navigate({ to: '/practice-documents/$documentId', params: { documentId: charter.id } });
          }
        },
      },
    );
  return (
    <>
      {begin.error ? <ErrorNotice error={begin.error} compact /> : null}
      <Button loading={begin.isPending} onClick={start}>
        {t('charterBegin')}
      </Button>
    </>
  );
}
