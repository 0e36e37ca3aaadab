import { useEffect, useRef, useSyncExternalStore } from 'react';
import { storage } from '../storage.js';

/**
 * Keys of the whole house. Ctrl+K (Cmd+K) always works; single keys such as `?` only outside of text fields and
 * only while they are switched on (WCAG 2.1.4: speech input must not trigger them).
 */
export const SHORTCUTS = [
  { id: 'palette', keys: ['Ctrl', 'K'] },
  { id: 'keys', keys: ['?'] },
  { id: 'rail', keys: ['['] },
] as const;

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const notify = () => listeners.forEach((listener) => listener());

const readFlag = (name: string, fallback: boolean) => {
  const stored = storage.get(name);
  return stored === null ? fallback : stored === 'true';
};
const flags = { 'single-keys': readFlag('single-keys', true), 'rail-open': readFlag('rail-open', true) };
type Flag = keyof typeof flags;

export function setFlag(name: Flag, value: boolean): void {
  flags[name] = value;
  storage.set(name, String(value));
  notify();
}
export const useFlag = (name: Flag): boolean => useSyncExternalStore(subscribe, () => flags[name]);

/** Single keys are text there. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select, [role="textbox"], [role="combobox"]'));

/** Keys of the page at hand; the sheet of keys lists them first. */
export interface PageKey {
  label: string;
  keys: readonly string[];
}
let pageKeys: readonly PageKey[] = [];
export const pageKeysNow = (): readonly PageKey[] => pageKeys;

/** Listens to single keys of a page while they are switched on, outside of text fields. */
export function usePageKeys(keys: readonly PageKey[], onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
    pageKeys = keys;
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !flags['single-keys'] || isTyping(event.target))
        return;
      latest.current(event);
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
      pageKeys = [];
    };
  }, []);
}

export function useShortcuts(acts: { openPalette: () => void; openKeys: () => void }): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || !flags['single-keys'] || isTyping(event.target))
        return;
      if (event.key === '?') latest.current.openKeys();
      else if (event.key === '[') setFlag('rail-open', !flags['rail-open']);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
