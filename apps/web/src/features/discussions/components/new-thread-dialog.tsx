import { Button, Textfield } from '@digdir/designsystemet-react';
import {
  CreateThread,
  PostBody,
  THREAD_AUDIENCES,
  THREAD_KINDS,
  type ThreadAudience,
  type ThreadKind,
  type Workspace,
} from '@kontor/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBeginning } from '../../../app/begin.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledSelect } from '../../../ui/labelled-select.js';
import { useFaults } from '../../../ui/use-faults.js';
import { useMe } from '../../identity/api/me.js';
import { useMembers } from '../../workspaces/api/members.js';
import { begunThread, keepBegunThread, type BegunThread } from '../api/begun-thread.js';
import { newId } from '../api/new-id.js';
import { usePostFiles } from '../hooks/use-post-files.js';
import { useCreateThread } from '../api/threads.js';
import { askedBy, NEW_POLL, PollFields, type PollDraft } from './poll-fields.js';
import { LightEditor, useLightEditor } from './light-editor.js';

/** What somebody is spared to write who begins it from elsewhere. */
export interface ThreadStart {
  title: string;
  tags: string[];
  /** Whom the first words turn to. */
  mentions: { id: string; name: string }[];
}

interface NewThreadProps {
  workspace: Workspace;
  start?: ThreadStart;
  onClose: () => void;
}

/** Begins a discussion: a title, a kind, and the first words. */
export function NewThreadDialog({ workspace, start, onClose }: NewThreadProps) {
  const { t } = useTranslation(['discussions', 'polls']);
  const navigate = useNavigate();
  const members = useMembers(workspace.id, workspace.abilities.seeMembers);
  const create = useCreateThread(workspace.id);
  // Chosen once: what is sent again after a lost answer begins no second thread.
  const [ids] = useState(() => ({ threadId: newId(), postId: newId() }));
  const userId = useMe().data?.id ?? '';
  const [begun] = useState(() => (start ? begunFrom(start) : begunThread(userId, workspace.id)));
  const [title, setTitle] = useState(begun?.title ?? '');
  const [kind, setKind] = useState<ThreadKind>(begun?.kind ?? 'question');
  const isMember = workspace.role === 'member';
  const [audience, setAudience] = useState<ThreadAudience>(begun?.audience ?? 'community');
  const [tags, setTags] = useState(begun?.tags ?? '');
  const [poll, setPoll] = useState<PollDraft | null>(null);
  const [body, setBody] = useState<PostBody | null>(begun?.body ?? null);
  const isKept = start === undefined;
  useEffect(() => {
    // What is begun from elsewhere leaves alone what was begun and kept here before.
    if (isKept) keepBegunThread(userId, workspace.id, { title, kind, audience, tags, body });
  }, [isKept, userId, workspace.id, title, kind, audience, tags, body]);
  const files = usePostFiles(workspace.id);
  const { fault, check, isGeneral } = useFaults(create.error);
  const submit = () => {
    if (files.isBusy) return;
    const attachments = files.attachments.map(({ id }) => id);
    const words = tags
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    const checked = check(CreateThread, {
      postId: ids.postId,
      kind,
      title,
      body,
      audience,
      tags: words,
      attachments,
      poll: poll && askedBy(poll),
    });
    if (!checked) return;
    create.mutate(
      { threadId: ids.threadId, body: checked },
      {
        onSuccess: ({ thread }) => {
          if (isKept) keepBegunThread(userId, workspace.id, null);
          // Not closed but left: closing would lead back to the list in the same moment.
          void navigate({
            to: '/threads/$threadId',
            params: { threadId: thread.id },
            replace: isBeginning(),
          });
        },
      },
    );
  };
  const { editor, mention, untold } = useLightEditor({
    label: t('new.body'),
    start: begun?.body ?? null,
    members: members.data,
    audience,
    files,
    onChange: (written, isEmpty) => setBody(isEmpty ? null : written),
    onSubmit: submit,
  });
  const kinds = THREAD_KINDS.filter((one) => one !== 'announcement' || workspace.abilities.announce);
  return (
    <FormDialog
      open
      wide
      title={t('new.title')}
      submit={t('new.submit')}
      busy={create.isPending || files.isBusy}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.error && isGeneral ? <ErrorNotice error={create.error} compact /> : null}
      <Textfield
        label={t('new.name')}
        description={t('new.nameHint')}
        maxLength={150}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        error={fault('title')}
      />
      <div className="k-pair">
        <LabelledSelect
          label={t('new.kind')}
          value={kind}
          choices={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          onChange={setKind}
        />
        {!isMember && (
          <LabelledSelect
            label={t('new.audience')}
            value={audience}
            choices={THREAD_AUDIENCES.map((value) => ({ value, label: t(`audiencesLong.${value}`) }))}
            onChange={setAudience}
          />
        )}
      </div>
      <div>
        <p className="k-label">{t('new.body')}</p>
        <LightEditor editor={editor} mention={mention} files={files} untold={untold} />
        {fault('body') && (
          <p className="k-fault" role="alert">
            {fault('body')}
          </p>
        )}
      </div>
      <Textfield
        label={t('new.tags')}
        description={t('new.tagsHint')}
        value={tags}
        onChange={(event) => setTags(event.target.value)}
        error={fault('tags')}
      />
      <div>
        <Button
          variant="tertiary"
          data-size="sm"
          aria-expanded={poll !== null}
          onClick={() => setPoll(poll === null ? NEW_POLL : null)}
        >
          {t(poll === null ? 'polls:menu.add' : 'polls:menu.drop')}
        </Button>
      </div>
      {poll && <PollFields draft={poll} onChange={setPoll} fault={fault} />}
    </FormDialog>
  );
}

const begunFrom = ({ title, tags, mentions }: ThreadStart): BegunThread => ({
  title,
  kind: 'question',
  audience: 'community',
  tags: tags.join(', '),
  body: PostBody.parse({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: mentions.flatMap(({ id, name }) => [
          { type: 'mention', attrs: { id, label: name } },
          { type: 'text', text: ' ' },
        ]),
      },
    ],
  }),
});
