import os from 'node:os';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { open, type Opening } from './opening.js';
import { traced } from './trace.js';
import { Stage, type LongDocument } from './stage.js';
import { PLACES, type, type Place, type Typing } from './typing.js';

export interface BrowserBenchOptions {
  /** One document of at least so many words each. */
  words: readonly number[];
  runs: number;
  seed: number;
  executablePath: string;
  args: readonly string[];
  traceDir: string | null;
  say: (line: string) => void;
}
export interface DocumentResult {
  document: LongDocument;
  /** What opening may take, in milliseconds. */
  openingBar: number;
  /** A first visit: nothing in the browser's store or cache. */
  cold: Opening[];
  /** The document was open in this browser before. */
  warm: Opening[];
  typing: Typing[];
}
export interface BrowserResults {
  at: string;
  browser: string;
  /** Load: runnable processes in the last minute, before and after. More than cores means that others disturbed. */
  machine: { cpu: string; cores: number; load: [number, number] };
  seed: number;
  documents: DocumentResult[];
}

const COLLEAGUE_TYPES_EVERY_MS = 150;
/** Bars for opening: 1.5 s up to this many words, 4 s beyond. A key has 50 ms at p95 in both. */
const LONG_FROM_WORDS = 50_000;
export const KEY_BAR_MS = 50;

const loadNow = () => os.loadavg()[0] ?? 0;

/** Starts Kontor and a browser, writes the documents, opens each and types in each. */
export async function benchBrowser(options: BrowserBenchOptions): Promise<BrowserResults> {
  const before = loadNow();
  const stage = await Stage.set();
  const browser = await chromium.launch({
    executablePath: options.executablePath,
    args: [...options.args],
  });
  try {
    const written: LongDocument[] = [];
    for (const words of options.words) written.push(await stage.write(words, options.seed));
    const documents: DocumentResult[] = [];
    for (const document of written) documents.push(await measure(stage, browser, document, options));
    return {
      at: new Date().toISOString(),
      browser: `Chromium ${browser.version()}`,
      machine: {
        cpu: os.cpus()[0]?.model ?? 'unknown',
        cores: os.availableParallelism(),
        load: [before, loadNow()],
      },
      seed: options.seed,
      documents,
    };
  } finally {
    await browser.close();
    await stage.strike();
  }
}

async function measure(
  stage: Stage,
  browser: Browser,
  document: LongDocument,
  { runs, traceDir, say }: BrowserBenchOptions,
): Promise<DocumentResult> {
  const openingBar = document.words > LONG_FROM_WORDS ? 4000 : 1500;
  const result: DocumentResult = { document, openingBar, cold: [], warm: [], typing: [] };
  const named = (step: string) => `${document.words}-${step}`;
  say(`${document.title}: ${document.words} words, ${Math.round(document.bytes / 1024)} KiB`);
  for (let run = 0; run < runs; run += 1) {
    const context = await visitor(stage, browser);
    const first = await listPage(stage, context);
    const dir = run === runs - 1 ? traceDir : null;
    const cold = await traced(first, dir, named('cold'), () => open(first, document));
    await first.close();
    const second = await listPage(stage, context);
    const warm = await traced(second, dir, named('warm'), () => open(second, document));
    say(`  opened cold ${told(cold)}, warm ${told(warm)}`);
    result.cold.push(cold);
    result.warm.push(warm);
    if (run === runs - 1) await typeEverywhere(stage, second, result, traceDir, say);
    await context.close();
  }
  return result;
}

async function typeEverywhere(
  stage: Stage,
  page: Page,
  { document, typing }: DocumentResult,
  traceDir: string | null,
  say: (line: string) => void,
): Promise<void> {
  for (const isAlone of [true, false]) {
    const stop = isAlone ? () => undefined : await stage.colleague(document.id, COLLEAGUE_TYPES_EVERY_MS);
    for (const place of Object.keys(PLACES) as Place[]) {
      const name = `${document.words}-typing-${place}-${isAlone ? 'alone' : 'together'}`;
      const figures = await traced(page, traceDir, name, () => type(page, place, isAlone));
      say(
        `  typed ${isAlone ? 'alone' : 'together'}, ${place}: p50 ${figures.p50.toFixed(0)}, p95 ${figures.p95.toFixed(0)} ms, processor ${figures.busy.toFixed(1)} ms per key`,
      );
      typing.push(figures);
    }
    stop();
  }
}

const told = ({ editable, typed, busy }: Opening) =>
  `${editable.toFixed(0)} / ${typed.toFixed(0)} ms (processor ${busy.toFixed(0)} ms)`;

/** A browser profile that was never here, signed in. */
async function visitor(stage: Stage, browser: Browser): Promise<BrowserContext> {
  const { url } = stage.kontor;
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  const [name = '', value = ''] = stage.cookie.split('=');
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  return context;
}

/** The list of documents, as soon as it shows them: opening must not lean on a reader who takes time. */
async function listPage(stage: Stage, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(stage.listPath);
  return page;
}
