import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { land } from '../../../ui/landing.js';

/** So far under the edge of the screen a post that one went to has begun, with a line above it that says what is new. */
const LINE_PX = 128;
const SAME_PX = 2;

/** Which post of a thread is being read, as its place in the order shown, and the way to another. */
export class Places {
  #at = 0;
  /** Gone to: it counts until the page is scrolled by hand, also where it cannot come up to the line. */
  #held: { y: number | null } | null = null;
  #landing: AbortController | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly list: RefObject<HTMLElement | null>) {}

  readonly at = (): number => this.#at;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Goes there and lands exactly. @param focus also takes the keyboard there */
  go(at: number, focus: boolean): void {
    const card = this.cards()[at];
    if (card === undefined) return;
    const held: { y: number | null } = { y: null };
    this.#held = held;
    this.set(at);
    if (focus) card.focus({ preventScroll: true });
    this.land(card, () => {
      held.y = window.scrollY;
    });
  }

  /** Brings an element to the top, instead of what was on its way there. */
  land(element: Element, onLanded?: () => void): void {
    this.#landing?.abort();
    this.#landing = land(element, onLanded && { onLanded });
  }

  /** @returns a function that ends it */
  watch(): () => void {
    let frame: number | null = null;
    const look = () => {
      frame ??= requestAnimationFrame(() => {
        frame = null;
        this.look();
      });
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
      if (frame !== null) cancelAnimationFrame(frame);
      this.#landing?.abort();
    };
  }

  private cards(): HTMLElement[] {
    return [...(this.list.current?.querySelectorAll<HTMLElement>('[data-no]') ?? [])];
  }

  private look(): void {
    if (this.#held !== null) {
      const { y } = this.#held;
      if (y === null || Math.abs(window.scrollY - y) < SAME_PX) return;
      this.#held = null;
    }
    const cards = this.cards();
    const isAtEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - SAME_PX;
    // The last that begins above the line; they stand one below the other.
    let [from, to] = [0, cards.length - 1];
    while (from < to) {
      const middle = Math.ceil((from + to) / 2);
      const top = cards[middle]?.getBoundingClientRect().top ?? 0;
      if (top <= LINE_PX) from = middle;
      else to = middle - 1;
    }
    this.set(isAtEnd ? Math.max(0, cards.length - 1) : from);
  }

  private set(at: number): void {
    if (at === this.#at) return;
    this.#at = at;
    for (const listener of this.#listeners) listener();
  }
}

export function usePlaces(list: RefObject<HTMLElement | null>): Places {
  const [places] = useState(() => new Places(list));
  useEffect(() => places.watch(), [places]);
  return places;
}

/** The place at hand; only who asks for it is drawn again while the page is scrolled. */
export const usePlace = (places: Places): number => useSyncExternalStore(places.subscribe, places.at);
