import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { personLabel, type Peer } from '../../../collab/peers.js';

const SHOWN = 4;

/** Initials on a person's caret colour; the name always stands beside it or in its label. */
export function PeerMark({ peer, label }: { peer: Peer; label?: string }) {
  const words = peer.name
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .split(/\s+/)
    .filter(Boolean);
  const initials =
    `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toLocaleUpperCase();
  return (
    <span
      className={`k-peer k-colour-${peer.colour}`}
      title={label ?? personLabel(peer)}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {initials}
    </span>
  );
}

/** One entry per person, however many tabs they have open. */
export function peopleOf(peers: readonly Peer[]): Peer[] {
  return [...new Map(peers.map((peer) => [peer.id, peer])).values()];
}

/** Who is here, with name and city; many are counted and listed on demand. */
export function PresenceBar({ peers }: { peers: Peer[] }) {
  const { t } = useTranslation('editor');
  const [isOpen, setOpen] = useState(false);
  const people = peopleOf(peers);
  if (people.length === 0) return null;
  const list = (shown: Peer[]) =>
    shown.map((peer) => (
      <li key={peer.id} className="k-presence__person">
        <PeerMark peer={peer} />
        <span className="k-presence__name">
          {peer.name}
          {peer.city !== null && !peer.name.endsWith(peer.city) && (
            <span className="k-presence__city">{peer.city}</span>
          )}
        </span>
      </li>
    ));
  return (
    <section className="k-presence" aria-label={t('presence.label')}>
      <ul className="k-presence__list">{list(isOpen ? people : people.slice(0, SHOWN))}</ul>
      {people.length > SHOWN && (
        <button
          type="button"
          className="k-presence__more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('presence.fewer') : t('presence.more', { count: people.length - SHOWN })}
        </button>
      )}
    </section>
  );
}
