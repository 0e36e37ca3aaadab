import { Button, Heading } from '@digdir/designsystemet-react';
import type { Poll, Thread } from '@kontor/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../ui/announcer.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { When } from '../../../ui/when.js';
import { usePollAct } from '../api/polls.js';
import { threadKey } from '../api/threads.js';
import { PollForm } from './poll-form.js';
import { PollResult } from './poll-result.js';
import '../styles/polls.css';

/** What a thread asks: a form until one has voted, then how the votes stand. */
export function PollCard({ thread, poll }: { thread: Thread; poll: Poll }) {
  const { t } = useTranslation('polls');
  const headId = useId();
  const act = usePollAct(thread.id);
  const [changing, setChanging] = useState(false);
  const [looking, setLooking] = useState(false);
  useClosing(thread.id, poll);
  // Opened again it shows what was voted, not a change that was begun before.
  if (poll.closed && changing) setChanging(false);
  const mayVote = thread.abilities.vote && !poll.closed;
  const hasVoted = poll.options.some(({ mine }) => mine);
  const isVoting = mayVote && (hasVoted ? changing : !looking);
  const isShown = poll.options.some(({ votes }) => votes !== null);
  const card = useKeptFocus(isVoting);
  const vote = (options: string[]) =>
    act.mutate(
      { act: 'vote', options },
      {
        onSuccess: () => {
          setChanging(false);
          setLooking(false);
          announce(t(options.length > 0 ? 'done' : 'takenBack'));
        },
      },
    );
  return (
    <section className="k-poll" aria-labelledby={headId} tabIndex={-1} {...card}>
      <p className="k-poll__kind">{t('label')}</p>
      <Heading level={2} data-size="2xs" id={headId}>
        {poll.question ?? thread.title}
      </Heading>
      {act.isError && <ErrorNotice error={act.error} compact />}
      {isVoting ? (
        <PollForm poll={poll} labelledBy={headId} busy={act.isPending} onVote={vote}>
          {changing && (
            <>
              <Button variant="tertiary" data-size="sm" onClick={() => vote([])}>
                {t('takeBack')}
              </Button>
              <Button variant="tertiary" data-size="sm" onClick={() => setChanging(false)}>
                {t('app:common.cancel')}
              </Button>
            </>
          )}
          {!changing && isShown && (
            <Button variant="tertiary" data-size="sm" onClick={() => setLooking(true)}>
              {t('look')}
            </Button>
          )}
        </PollForm>
      ) : (
        <>
          <PollResult poll={poll} labelledBy={headId} />
          {mayVote && (
            <Button
              variant="secondary"
              data-size="sm"
              onClick={() => (hasVoted ? setChanging(true) : setLooking(false))}
            >
              {t(hasVoted ? 'change' : 'toVote')}
            </Button>
          )}
        </>
      )}
      <p className="k-poll__foot">
        <span>{t('voted', { count: poll.voted })}</span>
        {(poll.closed || poll.closesAt !== null) && (
          <span>
            {t(poll.closed ? 'closed' : 'closes')} {poll.closesAt !== null && <When at={poll.closesAt} />}
          </span>
        )}
        {!isShown && <span>{t(`later.${poll.results}`)}</span>}
      </p>
    </section>
  );
}

/** Longer than this no timer of a browser can be. */
const DAY_MS = 86_400_000;

/** Looks again at the moment at which the poll closes, by the clock of the server, and says so. */
function useClosing(threadId: string, { closed, closesAt, asOf }: Poll): void {
  const { t } = useTranslation('polls');
  const client = useQueryClient();
  const wasOpen = useRef(!closed);
  useEffect(() => {
    if (closed || closesAt === null) return undefined;
    const left = new Date(closesAt).getTime() - new Date(asOf).getTime();
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: threadKey(threadId) }),
      Math.min(left + 1, DAY_MS),
    );
    return () => clearTimeout(timer);
  }, [client, threadId, closed, closesAt, asOf]);
  useEffect(() => {
    if (closed && wasOpen.current) announce(t('closedNow'));
    wasOpen.current = !closed;
  }, [closed, t]);
}

/** The form and the results take each other's place: who was in the one is then in front of the other, not nowhere. */
function useKeptFocus(isVoting: boolean) {
  const ref = useRef<HTMLElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body)
      ref.current?.focus({ preventScroll: true });
  }, [isVoting]);
  return {
    ref,
    onFocus: () => {
      isInside.current = true;
    },
    // Of what is taken off the page nobody says where the focus went.
    onBlur: ({ relatedTarget }: React.FocusEvent) => {
      if (relatedTarget !== null) isInside.current = ref.current?.contains(relatedTarget) ?? false;
    },
  };
}
