import { Textfield } from '@digdir/designsystemet-react';
import type { ThreadState } from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckList } from '../../../ui/check-list.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { showToast } from '../../../ui/toast.js';
import { useWorkspaces } from '../../workspaces/api/workspaces.js';
import { newId } from '../api/new-id.js';
import { useRearranging } from '../api/thread-moves.js';
import { useThreads } from '../api/threads.js';

export type RearrangeKind = 'move' | 'merge' | 'split';

interface RearrangeProps {
  kind: RearrangeKind;
  state: ThreadState;
  onClose: () => void;
}

/** Moving, merging and splitting: each says first what will happen. */
export function RearrangeDialog({ kind, ...props }: RearrangeProps) {
  if (kind === 'move') return <MoveDialog {...props} />;
  return kind === 'merge' ? <MergeDialog {...props} /> : <SplitDialog {...props} />;
}

type DialogProps = Omit<RearrangeProps, 'kind'>;

interface FrameProps {
  kind: RearrangeKind;
  act: ReturnType<typeof useRearranging>;
  /** What is missing; asked for when somebody tries to go on. */
  missing: string | null;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  children: ReactNode;
}

function Frame({ kind, act, missing, onSubmit, onClose, children }: FrameProps) {
  const { t } = useTranslation('discussions');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      open
      wide={kind === 'split'}
      title={t(`rearrange.${kind}.title`)}
      submit={t(`rearrange.${kind}.submit`)}
      busy={act.isPending}
      onSubmit={() => {
        setTried(true);
        if (missing === null) onSubmit(reason);
      }}
      onClose={onClose}
    >
      <p>{t(`rearrange.${kind}.text`)}</p>
      {act.isError && <ErrorNotice error={act.error} compact />}
      {children}
      {tried && missing !== null && (
        <p className="k-fault" role="alert">
          {missing}
        </p>
      )}
      <Textfield
        label={t('moderate.reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

function MoveDialog({ state: { thread }, onClose }: DialogProps) {
  const { t } = useTranslation('discussions');
  const workspaces = useWorkspaces();
  const act = useRearranging(thread.id);
  const [workspaceId, setWorkspaceId] = useState('');
  const others = (workspaces.data ?? []).filter(
    ({ id, abilities }) => id !== thread.workspaceId && abilities.createThread,
  );
  return (
    <Frame
      kind="move"
      act={act}
      missing={workspaceId === '' ? t('rearrange.move.missing') : null}
      onSubmit={(reason) =>
        act.mutate(
          { act: 'move', body: { workspaceId, reason } },
          {
            onSuccess: () => {
              onClose();
              showToast({ text: t('rearrange.move.done') });
            },
          },
        )
      }
      onClose={onClose}
    >
      <LabelledSelect
        label={t('rearrange.move.where')}
        placeholder={t('rearrange.choose')}
        value={workspaceId}
        choices={others.map(({ id, name }) => ({ value: id as string, label: name }))}
        onChange={setWorkspaceId}
      />
    </Frame>
  );
}

function MergeDialog({ state: { thread }, onClose }: DialogProps) {
  const { t } = useTranslation('discussions');
  const threads = useThreads(thread.workspaceId, { limit: 100 });
  const act = useRearranging(thread.id);
  const [from, setFrom] = useState('');
  const others = (threads.data?.pages.flatMap((page) => page.items) ?? []).filter(
    ({ id }) => id !== thread.id,
  );
  return (
    <Frame
      kind="merge"
      act={act}
      missing={from === '' ? t('rearrange.merge.missing') : null}
      onSubmit={(reason) =>
        act.mutate(
          { act: 'merge', body: { threadId: from, reason } },
          {
            onSuccess: () => {
              onClose();
              showToast({ text: t('rearrange.merge.done') });
            },
          },
        )
      }
      onClose={onClose}
    >
      <LabelledSelect
        label={t('rearrange.merge.which')}
        placeholder={t('rearrange.choose')}
        value={from}
        choices={others.map(({ id, title }) => ({ value: id as string, label: title }))}
        onChange={setFrom}
      />
    </Frame>
  );
}

const EXCERPT = 90;

/** The first words of a post, for choosing among posts. */
function wordsOf(html: string): string {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '';
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

function SplitDialog({ state: { thread, posts }, onClose }: DialogProps) {
  const { t } = useTranslation('discussions');
  const navigate = useNavigate();
  const act = useRearranging(thread.id);
  // Chosen once: what is sent again after a lost answer makes no second thread.
  const [threadId] = useState(newId);
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const choices = posts
    .filter(({ no, movedTo }) => no > 1 && movedTo === null)
    .map((post) => ({
      value: post.id as string,
      label: t('rearrange.split.post', {
        no: post.no,
        name: post.author.name ?? t('post.gone'),
        words: wordsOf(post.html),
      }),
    }));
  const missing = () => {
    if (title.trim() === '') return t('rearrange.split.titleMissing');
    return chosen.length === 0 ? t('rearrange.split.missing') : null;
  };
  return (
    <Frame
      kind="split"
      act={act}
      missing={missing()}
      onSubmit={(reason) =>
        act.mutate(
          { act: 'split', body: { threadId, title, postIds: chosen, reason } },
          {
            onSuccess: () => {
              onClose();
              void navigate({ to: '/threads/$threadId', params: { threadId } });
            },
          },
        )
      }
      onClose={onClose}
    >
      <Textfield
        label={t('rearrange.split.name')}
        maxLength={150}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <CheckList legend={t('rearrange.split.which')} choices={choices} value={chosen} onChange={setChosen} />
    </Frame>
  );
}
