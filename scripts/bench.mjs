// npm run bench [-- --only saturation,crowd] [--runs 5] [--servers kontor,hocuspocus]: measures Kontor and its peers.
// npm run bench -- --only search [--seed 1] [--keep folder]: 100,000 search records and a log of questions.
// npm run bench -- --only browser [--words 30000] [--runs 5]: long documents in Chromium.
import { register } from 'node:module';
import { buildStale } from './lib/build.mjs';

register('./lib/typescript-hooks.mjs', import.meta.url);
await buildStale();
const at = process.argv.indexOf('--only');
const OWN = { browser: '../e2e/bench/browser/run.mjs', search: '../e2e/bench/search/main.ts' };
const only = at > 0 ? process.argv[at + 1] : undefined;
await import(OWN[only] ?? '../e2e/bench/main.ts');
