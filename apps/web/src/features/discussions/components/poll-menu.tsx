import type { Poll, ThreadState } from '@kontor/contracts';
import { useTranslation } from 'react-i18next';
import type { MenuItem } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { usePollAct } from '../api/polls.js';
import { askedBy, draftOf } from './poll-fields.js';

/** What whoever may ask does with the poll of a thread. What people voted on is closed and opened, never replaced. */
export function usePollItems({ thread, poll }: ThreadState, onEdit: () => void): MenuItem[] {
  const { t } = useTranslation('polls');
  const act = usePollAct(thread.id);
  if (!thread.abilities.setPoll) return [];
  if (poll === null) return [{ label: t('menu.add'), onSelect: onEdit }];
  const close = () =>
    act.mutate(
      { act: 'close' },
      {
        onSuccess: () => {
          const undo = () => act.mutate({ act: 'reopen', body: { closesAt: poll.closesAt } });
          showToast({ text: t('closedDone'), undo });
        },
      },
    );
  const ending: MenuItem = poll.closed
    ? { label: t('menu.reopen'), onSelect: () => act.mutate({ act: 'reopen', body: {} }) }
    : { label: t('menu.close'), onSelect: close };
  if (poll.voted > 0) return [ending];
  return [
    { label: t('menu.change'), onSelect: onEdit },
    ending,
    { label: t('menu.remove'), onSelect: () => remove(act, poll, t('removedDone')) },
  ];
}

function remove(act: ReturnType<typeof usePollAct>, poll: Poll, text: string): void {
  const undo = () => act.mutate({ act: 'ask', body: askedBy(draftOf(poll)) });
  act.mutate({ act: 'remove' }, { onSuccess: () => showToast({ text, undo }) });
}
