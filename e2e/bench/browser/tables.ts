import { KEY_BAR_MS, type BrowserResults, type DocumentResult } from './bench-browser.js';
import type { Opening } from './opening.js';
import { percentile } from './typing.js';

const ms = (value: number) => value.toFixed(0);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function openings({ document, openingBar, cold, warm }: DocumentResult): string[] {
  const line = (visit: string, all: readonly Opening[]) => {
    const of = (read: (opening: Opening) => number) => {
      const values = all.map(read);
      return `${ms(percentile(values, 0.5))} (${ms(Math.max(...values))})`;
    };
    const size = `${document.words} words, ${Math.round(document.bytes / 1024)} KiB`;
    const times = [of(({ editable }) => editable), of(({ typed }) => typed)];
    return row([size, visit, ...times, ms(openingBar), of(({ busy }) => busy)]);
  };
  return [line('first visit', cold), line('again', warm)];
}

const typings = ({ document, typing }: DocumentResult): string[] =>
  typing.map(({ place, isAlone, p50, p95, max, eventTimingP95, busy }) =>
    row([
      `${document.words} words`,
      `${place}, ${isAlone ? 'alone' : 'with a colleague'}`,
      ms(p50),
      ms(p95),
      ms(KEY_BAR_MS),
      ms(max),
      ms(eventTimingP95),
      busy.toFixed(1),
    ]),
  );

/** The results as Markdown. */
export function tables({ browser, machine, at, documents }: BrowserResults): string {
  return [
    `${browser}, ${machine.cores} cores (${machine.cpu}), ${at}, load ${machine.load.map((load) => load.toFixed(1)).join(' before, ')} after`,
    '',
    'From the click in the list, ms: median (worst)',
    '',
    row([
      'document',
      'visit',
      'editable text on screen',
      'first letter typed on screen',
      'bar',
      'processor time of the page',
    ]),
    row(['---', '---', '--:', '--:', '--:', '--:']),
    ...documents.flatMap(openings),
    '',
    'From a key to the paint that shows it, ms',
    '',
    row([
      'document',
      'where',
      'p50',
      'p95',
      'bar for p95',
      'worst',
      'Event Timing p95',
      'processor time per key',
    ]),
    row(['---', '---', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...documents.flatMap(typings),
  ].join('\n');
}
