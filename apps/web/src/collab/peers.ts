import type { AwarenessUser } from '@kontor/contracts';
import { useSyncExternalStore } from 'react';
import type { Awareness } from 'y-protocols/awareness';

/** Somebody else (or another tab of ours) in the same document. */
export interface Peer extends AwarenessUser {
  clientId: number;
  section: string | null;
}

const COLOURS = 10;

/** The person of an awareness state as the server wrote it; null for anything else. */
export function readUser(value: unknown): AwarenessUser | null {
  if (typeof value !== 'object' || value === null) return null;
  const [id, name, city, colour] = ['id', 'name', 'city', 'colour'].map((key): unknown =>
    Reflect.get(value, key),
  );
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  return {
    id,
    name: name.slice(0, 80),
    city: typeof city === 'string' ? city.slice(0, 80) : null,
    colour: typeof colour === 'number' && Number.isInteger(colour) ? Math.abs(colour) % COLOURS : 0,
  };
}

/** Name and city, the city once even where a name carries it. */
export const personLabel = ({ name, city }: Pick<AwarenessUser, 'name' | 'city'>): string =>
  city === null || name.endsWith(city) ? name : `${name}, ${city}`;

/** Everybody else in the document, by name; one entry per open tab. */
export function readPeers(awareness: Awareness): Peer[] {
  const peers: Peer[] = [];
  for (const [clientId, state] of awareness.getStates()) {
    if (clientId === awareness.clientID) continue;
    const user = readUser(state['user']);
    if (user === null) continue;
    const section: unknown = state['section'];
    peers.push({ ...user, clientId, section: typeof section === 'string' ? section.slice(0, 64) : null });
  }
  return peers.sort((a, b) => a.name.localeCompare(b.name) || a.clientId - b.clientId);
}

const snapshots = new WeakMap<Awareness, { key: string; peers: Peer[] }>();

export function usePeers(awareness: Awareness): Peer[] {
  return useSyncExternalStore(
    (listener) => {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    () => {
      const peers = readPeers(awareness);
      const key = JSON.stringify(peers);
      const known = snapshots.get(awareness);
      // The same answer for the same people: carets move many times a second, and React compares by identity.
      if (known?.key === key) return known.peers;
      snapshots.set(awareness, { key, peers });
      return peers;
    },
  );
}
