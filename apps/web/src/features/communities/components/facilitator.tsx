import { Button, Heading } from '@digdir/designsystemet-react';
import type { Community } from '@kontor/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { showToast } from '../../../ui/toast.js';
import { useNameFacilitator } from '../api/community.js';

/** Who keeps the conversation going; coordinators name one of the members. */
export function Facilitator({ workspaceId, community }: { workspaceId: string; community: Community }) {
  const { t } = useTranslation('community');
  const [naming, setNaming] = useState(false);
  const { facilitator, abilities } = community;
  return (
    <section aria-labelledby="facilitator-title" className="k-stack">
      <Heading level={2} data-size="xs" id="facilitator-title">
        {t('facilitator')}
      </Heading>
      {facilitator ? (
        <span className="k-person">
          <PersonMark name={facilitator.name} />
          <span>
            <Link to="/people/$userId" params={{ userId: facilitator.id }} className="ds-link">
              {facilitator.name}
            </Link>
            <span className="k-muted k-block">{facilitator.jobTitle}</span>
          </span>
        </span>
      ) : (
        <p>{t('facilitatorNone')}</p>
      )}
      <p className="k-muted">{t('facilitatorText')}</p>
      {abilities.nameFacilitator && (
        <div>
          <Button variant="secondary" data-size="sm" onClick={() => setNaming(true)}>
            {t(facilitator ? 'facilitatorChange' : 'facilitatorName')}
          </Button>
        </div>
      )}
      {naming && (
        <NamingDialog workspaceId={workspaceId} community={community} onClose={() => setNaming(false)} />
      )}
    </section>
  );
}

const NOBODY = 'nobody';

interface NamingProps {
  workspaceId: string;
  community: Community;
  onClose: () => void;
}

function NamingDialog({ workspaceId, community, onClose }: NamingProps) {
  const { t } = useTranslation('community');
  const name = useNameFacilitator(workspaceId);
  const [chosen, setChosen] = useState<string>(community.facilitator?.id ?? NOBODY);
  const people = community.places.flatMap((place) => place.people);
  const submit = () => {
    const userId = people.find(({ id }) => id === chosen)?.id ?? null;
    name.mutate(
      { userId },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t('facilitatorSaved'), tone: 'success' });
        },
      },
    );
  };
  return (
    <FormDialog
      open
      title={t('facilitatorName')}
      submit={t('app:common.save')}
      busy={name.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {name.error ? <ErrorNotice error={name.error} compact /> : null}
      <LabelledSelect
        label={t('facilitatorChoose')}
        value={chosen}
        choices={[
          { value: NOBODY, label: t('facilitatorNobody') },
          ...people.map(({ id, name: label }) => ({ value: id as string, label })),
        ]}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
