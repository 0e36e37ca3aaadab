import { Textfield } from '@digdir/designsystemet-react';
import type { Thread, ThreadState } from '@kontor/contracts';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { Menu, type MenuItem } from '../../../ui/menu.js';
import { showToast } from '../../../ui/toast.js';
import { useNoteReading, useThreadAct } from '../api/threads.js';
import { usePollItems } from './poll-menu.js';
import type { RearrangeKind } from './rearrange-dialogs.js';

const PollDialog = lazy(() => import('./poll-dialog.js').then((m) => ({ default: m.PollDialog })));
const RearrangeDialog = lazy(() =>
  import('./rearrange-dialogs.js').then((m) => ({ default: m.RearrangeDialog })),
);

/** What can be done with a thread as a whole, beside answering in it. */
export function ThreadMenu({ state }: { state: ThreadState }) {
  const { thread } = state;
  const { t } = useTranslation('discussions');
  const [ending, setEnding] = useState<'close' | 'lock' | null>(null);
  const [renaming, setRenaming] = useState(false);
  const [rearranging, setRearranging] = useState<RearrangeKind | null>(null);
  const [polling, setPolling] = useState(false);
  const pollItems = usePollItems(state, () => setPolling(true));
  const act = useThreadAct(thread.id);
  const note = useNoteReading(thread.id, thread.workspaceId);
  const { abilities, reading, status } = thread;
  const items: MenuItem[] = [];
  const isEnded = status === 'closed' || status === 'locked';
  for (const level of ['followed', 'muted', 'normal'] as const) {
    if (reading.level !== level)
      items.push({ label: t(`levels.${level}`), onSelect: () => note.mutate({ level }) });
  }
  if (abilities.describe) items.push({ label: t('acts.rename'), onSelect: () => setRenaming(true) });
  items.push(...pollItems);
  if (abilities.moderate) {
    items.push({
      label: t(thread.pinned ? 'acts.unpin' : 'acts.pin'),
      onSelect: () => act.mutate({ act: 'pin', on: !thread.pinned }),
    });
  }
  if (abilities.move) items.push({ label: t('rearrange.move.menu'), onSelect: () => setRearranging('move') });
  if (abilities.rearrange) {
    items.push({ label: t('rearrange.merge.menu'), onSelect: () => setRearranging('merge') });
    if (thread.posts > 1)
      items.push({ label: t('rearrange.split.menu'), onSelect: () => setRearranging('split') });
  }
  if (isEnded && (status === 'locked' ? abilities.lock : abilities.close))
    items.push({ label: t('acts.reopen'), onSelect: () => act.mutate({ act: 'reopen' }) });
  if (!isEnded && abilities.close) items.push({ label: t('acts.close'), onSelect: () => setEnding('close') });
  if (status !== 'locked' && abilities.lock)
    items.push({ label: t('acts.lock'), danger: true, onSelect: () => setEnding('lock') });
  return (
    <>
      <Menu label={t('acts.menu')} items={items} />
      {ending && (
        <EndDialog
          kind={ending}
          act={act}
          onDone={() => {
            setEnding(null);
            showToast({ text: t(`ended.${ending}`), undo: () => act.mutate({ act: 'reopen' }) });
          }}
          onClose={() => setEnding(null)}
        />
      )}
      {rearranging && (
        <Suspense fallback={null}>
          <RearrangeDialog kind={rearranging} state={state} onClose={() => setRearranging(null)} />
        </Suspense>
      )}
      {polling && (
        <Suspense fallback={null}>
          <PollDialog state={state} onClose={() => setPolling(false)} />
        </Suspense>
      )}
      {renaming && <RenameDialog thread={thread} act={act} onClose={() => setRenaming(false)} />}
    </>
  );
}

interface EndDialogProps {
  kind: 'close' | 'lock';
  act: ReturnType<typeof useThreadAct>;
  onDone: () => void;
  onClose: () => void;
}

function EndDialog({ kind, act, onDone, onClose }: EndDialogProps) {
  const { t } = useTranslation('discussions');
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <FormDialog
      open
      title={t(`end.${kind}`)}
      submit={t(`acts.${kind}`)}
      busy={act.isPending}
      onSubmit={() => {
        if (reason.trim() === '') return setMissing(true);
        return act.mutate({ act: kind, reason }, { onSuccess: onDone });
      }}
      onClose={onClose}
    >
      {act.isError && <ErrorNotice error={act.error} compact />}
      <Textfield
        label={t('end.reason')}
        description={t('end.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={isMissing && reason.trim() === '' ? t('end.reasonMissing') : undefined}
      />
    </FormDialog>
  );
}

function RenameDialog({
  thread,
  act,
  onClose,
}: {
  thread: Thread;
  act: ReturnType<typeof useThreadAct>;
  onClose: () => void;
}) {
  const { t } = useTranslation('discussions');
  const [title, setTitle] = useState(thread.title);
  const [tags, setTags] = useState(thread.tags.join(', '));
  const words = tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  return (
    <FormDialog
      open
      title={t('acts.rename')}
      submit={t('post.save')}
      busy={act.isPending}
      onSubmit={() => act.mutate({ act: 'describe', body: { title, tags: words } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {act.isError && <ErrorNotice error={act.error} compact />}
      <Textfield
        label={t('new.name')}
        maxLength={150}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Textfield
        label={t('new.tags')}
        description={t('new.tagsHint')}
        value={tags}
        onChange={(event) => setTags(event.target.value)}
      />
    </FormDialog>
  );
}
