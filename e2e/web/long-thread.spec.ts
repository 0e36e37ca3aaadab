import type { Page } from '@playwright/test';
import { busyClock } from '../support/busy-clock.js';
import { accessibilityFaults } from './support/axe.js';
import { expect, PEOPLE, PHONE, test } from './support/fixtures.js';
import { asked } from './support/talk.js';

const DESK = { width: 1280, height: 720 };

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });
const posts = (page: Page) => page.locator('.k-posts article');
const post = (page: Page, no: number) => page.locator(`#post-${no}`);

/**
 * Scrolls through the page screen by screen, and tells the processor time that the busiest frame took the main thread, all
 * its tasks together: no single task was longer. Time on the clock would tell what else the machine does.
 */
async function busiestFrame(page: Page): Promise<number> {
  // Of the two frames of a step the first draws what came into sight, in the second the page answers to it.
  const frame = (by: number) =>
    page.evaluate(
      (pixels) =>
        new Promise<boolean>((resolve) => {
          window.scrollBy(0, pixels);
          const isMore = window.scrollY + window.innerHeight < document.documentElement.scrollHeight - 1;
          requestAnimationFrame(() => resolve(isMore));
        }),
      by,
    );
  const clock = await busyClock(page);
  const frames: number[] = [];
  for (let goesOn = true; goesOn;) {
    goesOn = await frame(DESK.height);
    frames.push(await clock.lap());
    await frame(0);
    frames.push(await clock.lap());
  }
  await clock.end();
  expect(frames.length).toBeGreaterThan(100);
  return Math.max(...frames);
}

test('a thread of 300 posts opens at a post by its link, leads to any other, and scrolls without a long task', async ({
  arrive,
  kontor,
}) => {
  test.setTimeout(300_000);
  const { threadId, say, coordinator, editor } = await asked(kontor.url, 'A long talk');
  for (let no = 2; no <= 300; no += 1) {
    await say(no % 2 === 0 ? coordinator : editor, `Word ${no}. `.repeat(20), no % 3 === 0 ? no - 1 : null);
  }
  const page = await arrive(PEOPLE.kortrijk, '/');
  await page.goto(`/threads/${threadId}#post-150`);
  await expect(posts(page)).toHaveCount(300, { timeout: 30_000 });
  await expect(post(page, 150)).toBeInViewport();
  const drawn = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.k-post__head')].filter((head) =>
          head.checkVisibility({ contentVisibilityAuto: true }),
        ).length,
    );
  await expect.poll(drawn).toBeLessThan(60);
  expect(await drawn()).toBeGreaterThan(0);

  const writeReply = page.getByRole('button', { name: 'Write a reply' });
  const place = page.getByRole('slider', { name: 'Place in the discussion' });
  const landed = async (no: number) => {
    await expect(place).toHaveAttribute('aria-valuetext', new RegExp(`^${no} of 300, `));
    // Under the edge of the screen to less than half a line, whatever heights the posts above had before they were drawn.
    const off = () => post(page, no).evaluate((card) => Math.abs(card.getBoundingClientRect().top - 80));
    await expect.poll(off).toBeLessThan(12);
  };
  await landed(150);
  await place.press('PageDown');
  await landed(160);
  await expect(place).toBeFocused();
  await place.press('Enter');
  await expect(post(page, 160)).toBeFocused();
  const track = await place.boundingBox();
  await page.mouse.click(track?.x ?? 0, (track?.y ?? 0) + (track?.height ?? 0) / 4);
  await expect(place).toHaveAttribute('aria-valuetext', /^7[5-7] of 300, /);
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Go to a day or a post' });
  await dialog.getByRole('button', { name: 'Go there' }).click();
  await expect(dialog.getByText('Choose a day, or give a number.')).toBeVisible();
  await dialog.getByRole('spinbutton', { name: 'Number of the post' }).fill('240');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await landed(240);
  await expect(post(page, 240)).toBeFocused();
  await page.keyboard.press('g');
  await dialog.getByLabel('Day').fill('2020-01-01');
  await page.keyboard.press('Enter');
  await landed(1);
  await expect(post(page, 1)).toBeFocused();
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Post 1 of 300: go to a day or a post' }).click();
  await dialog.getByRole('button', { name: 'Last post' }).click();
  await expect(post(page, 300)).toBeFocused();
  await expect(post(page, 300)).toBeInViewport();
  // At the foot the reply is at hand by itself; from anywhere else a button leads to it.
  await expect(writeReply).toHaveCount(0);
  await page.keyboard.press('g');
  await dialog.getByRole('button', { name: 'First post' }).click();
  await expect(post(page, 1)).toBeFocused();
  await writeReply.click();
  await expect(composer(page)).toBeFocused();

  await page.setViewportSize(DESK);
  await page.evaluate(() => window.scrollTo(0, 0));
  const busiest = await busiestFrame(page);
  test.info().annotations.push({ type: 'busiest frame', description: `${busiest.toFixed(1)} ms` });
  expect(busiest).toBeLessThan(100);
});
