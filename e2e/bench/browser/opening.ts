import type { Page } from '@playwright/test';
import { busyClock } from '../../support/busy-clock.js';
import type { LongDocument } from './stage.js';

/** Milliseconds from the click on the document in the list. */
export interface Opening {
  /** The text stands on the screen and takes a caret. */
  editable: number;
  /** A letter that was typed into it as soon as that was possible stands on the screen. */
  typed: number;
  /** Processor time of the page's main thread until then. */
  busy: number;
}

/** Not in any generated text. */
const MARK = 'Q';

interface Watch {
  clicked: number;
  editable: number;
  typed: number;
}
type Watching = typeof globalThis & { watch: Watch };

/** Notes inside the page when things are painted: the way to and from the test would blur that. */
function watchPage(mark: string): void {
  const watch: Watch = { clicked: 0, editable: 0, typed: 0 };
  (globalThis as Watching).watch = watch;
  const painted = (note: 'editable' | 'typed') =>
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => (watch[note] = performance.now());
      after.port2.postMessage(null);
    });
  window.addEventListener('click', (event) => (watch.clicked ||= event.timeStamp), true);
  let seen = false;
  const text = new MutationObserver((records) => {
    const isIn = (node: globalThis.Node) => node.nodeType === 3 && (node.nodeValue ?? '').includes(mark);
    if (!records.some(({ target, addedNodes }) => isIn(target) || [...addedNodes].some(isIn))) return;
    text.disconnect();
    painted('typed');
  });
  const page = new MutationObserver(() => {
    const editor = document.querySelector('.ProseMirror[contenteditable="true"]');
    if (seen || editor?.querySelector('section + section p') == null) return;
    seen = true;
    page.disconnect();
    painted('editable');
    text.observe(editor, { subtree: true, childList: true, characterData: true });
  });
  page.observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['contenteditable'],
  });
}

/** Opens the document from the list that the page shows, and types into it as soon as it takes a caret. */
export async function open(page: Page, document: LongDocument): Promise<Opening> {
  const link = page.getByRole('link', { name: document.title });
  await link.waitFor();
  await page.evaluate(watchPage, MARK);
  const clock = await busyClock(page);
  await link.click();
  await page.waitForFunction(() => (globalThis as Watching).watch.editable > 0, undefined, { polling: 20 });
  const place = await page.evaluate(() => {
    const box = window.document.querySelector('.ProseMirror section p')?.getBoundingClientRect();
    return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + 10 };
  });
  if (place === null) throw new Error('the text has no paragraph');
  await page.mouse.click(place.x, place.y);
  await page.keyboard.press(MARK);
  await page.waitForFunction(() => (globalThis as Watching).watch.typed > 0, undefined, { polling: 20 });
  const busy = await clock.lap();
  await clock.end();
  const { clicked, editable, typed } = await page.evaluate(() => (globalThis as Watching).watch);
  // The change has arrived in the shared text, not only on the screen.
  const saved = page.locator('.k-saved', { hasText: /^Saved on the server/ });
  await saved.waitFor({ timeout: 20_000 });
  await page.keyboard.press('Backspace');
  await saved.waitFor({ timeout: 20_000 });
  return { editable: editable - clicked, typed: typed - clicked, busy };
}
