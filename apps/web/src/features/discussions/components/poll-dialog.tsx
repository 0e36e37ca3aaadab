import { AskPoll, type ThreadState } from '@kontor/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { useFaults } from '../../../ui/use-faults.js';
import { usePollAct } from '../api/polls.js';
import { askedBy, draftOf, NEW_POLL, PollFields } from './poll-fields.js';

/** Adds a poll to a thread, or changes one in which nobody has voted. */
export function PollDialog({ state, onClose }: { state: ThreadState; onClose: () => void }) {
  const { t } = useTranslation('polls');
  const act = usePollAct(state.thread.id);
  const [draft, setDraft] = useState(() => (state.poll === null ? NEW_POLL : draftOf(state.poll)));
  const { fault, check, isGeneral } = useFaults(act.error);
  return (
    <FormDialog
      open
      wide
      title={t(state.poll === null ? 'menu.add' : 'menu.change')}
      submit={t(state.poll === null ? 'ask.submit' : 'ask.save')}
      busy={act.isPending}
      onSubmit={() => {
        const body = check(AskPoll, askedBy(draft));
        if (body) act.mutate({ act: 'ask', body }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      {act.error && isGeneral ? <ErrorNotice error={act.error} compact /> : null}
      <PollFields draft={draft} onChange={setDraft} fault={fault} />
    </FormDialog>
  );
}
