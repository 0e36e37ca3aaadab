import type { Page } from '@playwright/test';
import { sentence } from '../../support/long-text.js';
import { busyClock } from '../../support/busy-clock.js';

/** How long keys take from being pressed to the paint that shows them, in milliseconds. */
export interface Typing {
  place: Place;
  isAlone: boolean;
  keys: number;
  p50: number;
  p95: number;
  max: number;
  /** The 95th percentile as the browser's Event Timing sees it, in steps of 8 ms; 16 stands for "less". */
  eventTimingP95: number;
  /** Processor time of the page's main thread per key, with all that follows from it. */
  busy: number;
}
export const PLACES = { start: 0.02, middle: 0.5, end: 0.98 } as const;
export type Place = keyof typeof PLACES;

const KEYS = 100;
const PAUSE_MS = 80;

interface Clock {
  painted: number[];
  events: number[];
}
type Clocked = typeof globalThis & { keys: Clock };

function watchKeys(): void {
  const clock: Clock = { painted: [], events: [] };
  (globalThis as Clocked).keys = clock;
  window.addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => clock.painted.push(performance.now() - timeStamp);
        after.port2.postMessage(null);
      }),
    true,
  );
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'keydown') clock.events.push(entry.duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** @param share between 0 and 1 of the sorted values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export async function placeCaret(page: Page, place: Place): Promise<void> {
  const box = await page.evaluate((share) => {
    const all = document.querySelectorAll('.ProseMirror section > p');
    const paragraph = all[Math.floor(all.length * share)];
    paragraph?.scrollIntoView({ block: 'center' });
    const rect = paragraph?.getBoundingClientRect();
    return rect === undefined ? null : { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  }, PLACES[place]);
  if (box === null) throw new Error('the text has no paragraph');
  await page.mouse.click(box.x, box.y);
}

/** Types a sentence at one place of the open document, as fast as somebody who types well. */
export async function type(page: Page, place: Place, isAlone: boolean): Promise<Typing> {
  await placeCaret(page, place);
  await page.waitForTimeout(500);
  await page.evaluate(watchKeys);
  const clock = await busyClock(page);
  await page.keyboard.type(sentence(KEYS), { delay: PAUSE_MS });
  await page.waitForTimeout(500);
  const busy = await clock.lap();
  await clock.end();
  const { painted, events } = await page.evaluate(() => (globalThis as Clocked).keys);
  const timed = [...events, ...Array.from({ length: Math.max(0, KEYS - events.length) }, () => 16)];
  return {
    place,
    isAlone,
    keys: painted.length,
    p50: percentile(painted, 0.5),
    p95: percentile(painted, 0.95),
    max: Math.max(...painted),
    eventTimingP95: percentile(timed, 0.95),
    busy: busy / KEYS,
  };
}
