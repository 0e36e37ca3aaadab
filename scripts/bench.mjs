// npm run bench [-- --only saturation,crowd] [--runs 5] [--servers kontor,hocuspocus]: measures Kontor and its peers.
// npm run bench -- --only browser [--words 30000] [--runs 5]: long documents in Chromium.
import { register } from 'node:module';
import { buildStale } from './lib/build.mjs';

register('./lib/typescript-hooks.mjs', import.meta.url);
await buildStale();
const at = process.argv.indexOf('--only');
const isBrowser = at > 0 && process.argv[at + 1] === 'browser';
await import(isBrowser ? '../e2e/bench/browser/run.mjs' : '../e2e/bench/main.ts');
