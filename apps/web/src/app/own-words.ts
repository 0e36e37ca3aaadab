import { storage } from './storage.js';

/**
 * What people are writing, kept on this device under their names: it outlives a closed tab and a network that is away.
 * Signing out takes it from the device, and asks before it takes what no server has.
 */
interface Entry {
  words: unknown;
  /** No server has them. */
  isUnsaved: boolean;
}

const STORED = 'kontor.';
const WORDS = 'words.';
const nameOf = (userId: string, name: string): string => `${WORDS}${userId}.${name}`;

function entryAt(key: string): Entry | null {
  try {
    return JSON.parse(storage.get(key) ?? 'null') as Entry | null;
  } catch {
    return null;
  }
}

/** Whose words are here, and where they belong. */
interface Place {
  key: string;
  userId: string;
  name: string;
}

function all(): Place[] {
  let keys: string[];
  try {
    keys = Object.keys(localStorage);
  } catch {
    return [];
  }
  return keys.flatMap((key) => placeOf(key) ?? []);
}

function placeOf(stored: string): Place | null {
  if (!stored.startsWith(STORED + WORDS)) return null;
  const [userId = '', ...name] = stored.slice((STORED + WORDS).length).split('.');
  return { key: stored.slice(STORED.length), userId, name: name.join('.') };
}

export const ownWords = {
  /** @returns what was kept, unchecked; null without any */
  get: (userId: string, name: string): unknown => entryAt(nameOf(userId, name))?.words ?? null,

  /** Null takes them away. */
  set(userId: string, name: string, words: unknown, isUnsaved: boolean): void {
    const entry: Entry | null = words === null ? null : { words, isUnsaved };
    storage.set(nameOf(userId, name), entry && JSON.stringify(entry));
  },

  /** Where words of any person are kept, or of this one. */
  places: (userId?: string): readonly Place[] =>
    all().filter((place) => userId === undefined || place.userId === userId),

  /** Tells of changes that another tab makes. */
  watch(onChange: (userId: string, name: string) => void): void {
    window.addEventListener('storage', ({ key }) => {
      const place = key === null ? null : placeOf(key);
      if (place) onChange(place.userId, place.name);
    });
  },
};

/** In how many places words of this person are kept that no server has. */
export const unsavedWords = (userId: string): number =>
  all().filter((place) => place.userId === userId && entryAt(place.key)?.isUnsaved).length;

/** Takes a person's words from this device; what no server has stays, unless `evenUnsaved`, until the same person is back. */
export function forgetWords(userId: string, evenUnsaved = false): void {
  for (const { key } of all().filter((place) => place.userId === userId))
    if (evenUnsaved || !entryAt(key)?.isUnsaved) storage.set(key, null);
}

/** On a shared device: words of whoever was here before, left by a session that ended without a sign-out. */
export function forgetWordsOfOthers(userId: string): void {
  for (const other of new Set(all().map((place) => place.userId))) if (other !== userId) forgetWords(other);
}
