import { Button } from '@digdir/designsystemet-react';
import type { Post, PostBody, PostSource, ThreadAudience } from '@kontor/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { QueryGate } from '../../../ui/query-gate.js';
import { useMembers } from '../../workspaces/api/members.js';
import { postSource, usePostAct } from '../api/threads.js';
import { usePostFiles } from '../hooks/use-post-files.js';
import { LightEditor, useLightEditor } from './light-editor.js';

interface EditPostProps {
  threadId: string;
  workspaceId: string;
  audience: ThreadAudience;
  post: Post;
  onDone: () => void;
}

/** The editor in the place of the post. */
export function EditPost(props: EditPostProps) {
  const source = useQuery({
    queryKey: ['post-source', props.threadId, props.post.id, props.post.edits],
    queryFn: () => postSource(props.threadId, props.post.id),
    staleTime: 0,
  });
  return <QueryGate query={source}>{(loaded) => <Editing {...props} source={loaded} />}</QueryGate>;
}

function Editing({
  threadId,
  workspaceId,
  audience,
  post,
  source,
  onDone,
}: EditPostProps & { source: PostSource }) {
  const { t } = useTranslation('discussions');
  const members = useMembers(workspaceId);
  const act = usePostAct(threadId);
  const [body, setBody] = useState<PostBody>(source.body);
  const files = usePostFiles(workspaceId, source.attachments);
  const save = () => {
    if (files.isBusy) return;
    const attachments = files.attachments.map(({ id }) => id);
    act.mutate(
      { postId: post.id, act: 'edit', body, edits: source.edits, attachments },
      { onSuccess: onDone },
    );
  };
  const { editor, mention, untold } = useLightEditor({
    label: t('post.editLabel', { no: post.no }),
    start: source.body,
    members: members.data,
    audience,
    files,
    onChange: setBody,
    onSubmit: save,
  });
  return (
    <div className="k-stack">
      <LightEditor editor={editor} mention={mention} files={files} untold={untold} />
      {act.isError && <ErrorNotice error={act.error} compact />}
      <div className="k-actions">
        <Button data-size="sm" loading={act.isPending} disabled={files.isBusy} onClick={save}>
          {t('post.save')}
        </Button>
        <Button data-size="sm" variant="secondary" onClick={onDone}>
          {t('app:common.cancel')}
        </Button>
      </div>
    </div>
  );
}
