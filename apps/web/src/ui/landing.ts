/** What was not drawn yet has another height once it is: so many still frames say that nothing moves any more. */
const STILL_FRAMES = 3;
const MOST_FRAMES = 60;
/** A hand is stronger. */
const BY_HAND = ['wheel', 'touchmove', 'keydown'] as const;

interface Landing {
  /** Which edge of the screen it comes to; usually the upper one. */
  block?: 'start' | 'end';
  /** When it stands still, or was called off. */
  onLanded?: () => void;
}

/**
 * Brings an element to the edge of the screen, and again until nothing above it moves: the browser only guesses
 * the heights of what it has not drawn (`content-visibility`), and one call lands where they were guessed to be.
 *
 * @returns what calls it off
 */
export function land(element: Element, { block = 'start', onLanded }: Landing = {}): AbortController {
  const landing = new AbortController();
  const { signal } = landing;
  for (const act of BY_HAND)
    window.addEventListener(act, () => landing.abort(), { signal, passive: true, capture: true });
  if (onLanded) signal.addEventListener('abort', onLanded);
  let top = Number.NaN;
  let still = 0;
  const step = (frame: number) => {
    if (signal.aborted) return;
    element.scrollIntoView({ block });
    const now = element.getBoundingClientRect().top;
    still = Math.abs(now - top) < 1 ? still + 1 : 0;
    top = now;
    if (still === STILL_FRAMES || frame === MOST_FRAMES || !element.isConnected) landing.abort();
    else requestAnimationFrame(() => step(frame + 1));
  };
  step(1);
  return landing;
}
