import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, Result, RunOnly } from 'axe-core';

/** Run through the debugger, not as a script of the page: its content security policy stays as strict as it is. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const told = (fault: Result): string =>
  `${fault.id}: ${fault.nodes.map((node) => node.target.join(' ')).join(' | ')}`;

const EVERYTHING: RunOnly = { type: 'tag', values: TAGS };
/** What another theme can change. */
const COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Faults against WCAG 2.2 AA on the page as it stands, light and dark, each with the places it is found at. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const light = await faults(page, EVERYTHING);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await faults(page, COLOURS);
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
}

async function faults(page: Page, runOnly: RunOnly): Promise<string[]> {
  await page.evaluate(AXE);
  // A colour on its way to another is none that anybody reads.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
  const results = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    return axe.run({ runOnly: only });
  }, runOnly);
  return results.violations.map(told);
}
