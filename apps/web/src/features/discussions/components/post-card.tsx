import { Button } from '@digdir/designsystemet-react';
import { REACTIONS, type Post, type Reaction, type Thread } from '@kontor/contracts';
import {
  CheckmarkCircleIcon,
  EyeSlashIcon,
  FileTextIcon,
  HandShakeHeartIcon,
  LightBulbIcon,
  QuestionmarkDiamondIcon,
  StarIcon,
  ThumbUpIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { PersonMark } from '../../../ui/person-mark.js';
import { When } from '../../../ui/when.js';
import { usePostAct } from '../api/threads.js';
import { AttachedFiles } from './attached-files.js';
import { EditPost } from './edit-post.js';
import { PlaceLeft } from './place-left.js';
import { PostMenu } from './post-menu.js';

/** Drawn, not written: a device without emoji would show empty boxes. */
const SIGNS: Readonly<Record<Reaction, typeof ThumbUpIcon>> = {
  thanks: HandShakeHeartIcon,
  agree: ThumbUpIcon,
  useful: LightBulbIcon,
  celebrate: StarIcon,
  unsure: QuestionmarkDiamondIcon,
};

interface PostCardProps {
  thread: Thread;
  post: Post;
  isFirstUnread: boolean;
  isEditing: boolean;
  onReply: (post: Post, quote: boolean) => void;
  onEdit: (no: number | null) => void;
}

/** One post: who, from where, when, the words, and quiet controls. */
export const PostCard = memo(function PostCard({
  thread,
  post,
  isFirstUnread,
  isEditing,
  onReply,
  onEdit,
}: PostCardProps) {
  const { t } = useTranslation('discussions');
  const act = usePostAct(thread.id);
  const isAccepted = thread.accepted === post.no;
  if (post.movedTo !== null) {
    return (
      <article className="k-post k-post--moved" id={`post-${post.no}`} data-no={post.no} tabIndex={-1}>
        <PlaceLeft no={post.no} postId={post.id} movedTo={post.movedTo} />
      </article>
    );
  }
  const name = post.author.name ?? t('post.gone');
  return (
    <>
      {isFirstUnread && (
        <p className="k-new-line" id="first-unread">
          <span>{t('unread.line')}</span>
        </p>
      )}
      <article
        className="k-post"
        id={`post-${post.no}`}
        data-no={post.no}
        data-depth={post.branch === post.no ? 0 : 1}
        data-accepted={isAccepted || undefined}
        aria-label={t('post.label', { no: post.no, name })}
        tabIndex={-1}
      >
        <header className="k-post__head">
          <PersonMark name={name} />
          <div className="k-post__who">
            <strong>{name}</strong>
            <small>{standingOf(post, t)}</small>
          </div>
          <a className="k-post__when ds-link" data-color="neutral" href={`#post-${post.no}`}>
            <When at={post.createdAt} />
          </a>
        </header>
        {isAccepted && (
          <p className="k-post__accepted">
            <CheckmarkCircleIcon aria-hidden />{' '}
            {t(thread.kind === 'decision' ? 'post.outcome' : 'post.accepted')}
          </p>
        )}
        {post.answers !== null && post.answers !== post.branch && (
          <a className="k-post__answers ds-link" href={`#post-${post.answers}`}>
            {t('post.answers', { no: post.answers })}
          </a>
        )}
        {post.deleted !== 'no' ? (
          <p className="k-post__deleted">{t(`post.deleted.${post.deleted}`)}</p>
        ) : isEditing ? (
          <EditPost
            threadId={thread.id}
            workspaceId={thread.workspaceId}
            audience={thread.audience}
            post={post}
            onDone={() => onEdit(null)}
          />
        ) : (
          <>
            {post.hidden && <Hidden post={post} reason={post.hidden.reason} />}
            {/* Rendered by the server from the schema: every text escaped, a closed set of tags and attributes. */}
            <div className="k-text k-post__text" dangerouslySetInnerHTML={{ __html: post.html }} />
            <AttachedFiles files={post.attachments} />
          </>
        )}
        {post.documents.length > 0 && <Became documents={post.documents} />}
        {act.isError && <ErrorNotice error={act.error} compact />}
        {!isEditing && (
          <footer className="k-post__foot">
            <Reactions
              post={post}
              canReact={thread.abilities.post && post.deleted === 'no' && post.hidden === null}
              onReact={(reaction, on) => act.mutate({ postId: post.id, act: 'react', reaction, on })}
            />
            {thread.abilities.post && post.deleted === 'no' && post.hidden === null && (
              <Button variant="tertiary" data-size="sm" onClick={() => onReply(post, false)}>
                {t('post.reply')}
              </Button>
            )}
            <PostMenu thread={thread} post={post} act={act} onReply={onReply} onEdit={onEdit} />
          </footer>
        )}
      </article>
    </>
  );
});

/** What stands where a coordinator hid the words, or above them for those who still read them. */
function Hidden({ post, reason }: { post: Post; reason: string }) {
  const { t } = useTranslation('discussions');
  return (
    <p className="k-post__hidden">
      <EyeSlashIcon aria-hidden />
      <span>
        {t('post.hidden', { reason })} {post.html !== '' && t('post.hiddenStillReads')}
      </span>
    </p>
  );
}

/** What came of it. */
function Became({ documents }: Pick<Post, 'documents'>) {
  const { t } = useTranslation('discussions');
  return (
    <ul className="k-post__became">
      {documents.map(({ id, title }) => (
        <li key={id}>
          <FileTextIcon aria-hidden />
          <span>
            {t('begin.became')}{' '}
            <Link to="/practice-documents/$documentId" params={{ documentId: id }} className="ds-link">
              {title}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}

type Translate = (key: string, values?: Record<string, unknown>) => string;

function standingOf({ author }: Post, t: Translate): string {
  const role = author.role === null ? t('post.former') : t(`app:roles.${author.role}`);
  return [author.organisation?.name, role].filter(Boolean).join(' · ');
}

interface ReactionsProps {
  post: Post;
  canReact: boolean;
  onReact: (reaction: Reaction, on: boolean) => void;
}

function Reactions({ post, canReact, onReact }: ReactionsProps) {
  const { t } = useTranslation('discussions');
  const [choosing, setChoosing] = useState(false);
  const given = new Map(post.reactions.map((one) => [one.reaction, one]));
  const shown = REACTIONS.filter((reaction) => choosing || given.has(reaction));
  if (shown.length === 0 && !canReact) return null;
  return (
    <div className="k-reactions" role="group" aria-label={t('reactions.label')}>
      {shown.map((reaction) => {
        const { names = [], mine = false } = given.get(reaction) ?? {};
        const Sign = SIGNS[reaction];
        const label = t('reactions.one', { what: t(`reactions.kinds.${reaction}`), count: names.length });
        return (
          <button
            key={reaction}
            type="button"
            className="k-reaction"
            aria-pressed={mine}
            aria-label={label}
            title={names.length > 0 ? names.map((name) => name ?? t('post.gone')).join(', ') : label}
            disabled={!canReact}
            onClick={() => {
              onReact(reaction, !mine);
              setChoosing(false);
            }}
          >
            <Sign aria-hidden />
            {names.length > 0 && <span aria-hidden>{names.length}</span>}
          </button>
        );
      })}
      {canReact && !choosing && (
        <Button variant="tertiary" data-size="sm" onClick={() => setChoosing(true)}>
          {t('reactions.add')}
        </Button>
      )}
    </div>
  );
}
