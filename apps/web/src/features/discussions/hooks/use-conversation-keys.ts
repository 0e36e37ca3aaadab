import type { Post } from '@kontor/contracts';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageKeys } from '../../../app/shell/shortcuts.js';

interface KeyActs {
  onReply: (post: Post, quote: boolean) => void;
  onEdit: (no: number) => void;
  /** Opens the dialog that leads to a day or a post. */
  onGoTo: () => void;
}

/** j and k go from post to post, r answers the one at hand, e edits it, g goes to a day or a post. */
export function useConversationKeys(
  posts: readonly Post[],
  list: RefObject<HTMLElement | null>,
  { onReply, onEdit, onGoTo }: KeyActs,
): void {
  const { t } = useTranslation('discussions');
  const keys = [
    { label: t('keys.next'), keys: ['j'] },
    { label: t('keys.previous'), keys: ['k'] },
    { label: t('keys.reply'), keys: ['r'] },
    { label: t('keys.edit'), keys: ['e'] },
    { label: t('keys.goTo'), keys: ['g'] },
  ];
  usePageKeys(keys, (event) => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-no]') ?? [])];
    const at = cards.findIndex((card) => card.contains(document.activeElement));
    const go = (card: HTMLElement | undefined) => {
      card?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: 'nearest' });
    };
    const here = posts.find(({ no }) => String(no) === cards[at]?.dataset['no']);
    if (event.key === 'j') go(cards[at + 1]);
    else if (event.key === 'k') go(cards[Math.max(0, at - 1)]);
    else if (event.key === 'g') onGoTo();
    else if (event.key === 'r' && posts[0]) onReply(here ?? posts[0], false);
    else if (event.key === 'e' && here?.abilities.edit) onEdit(here.no);
    else return;
    event.preventDefault();
  });
}
