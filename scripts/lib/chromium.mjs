// The browser for the browser tests: one that is here, else one we can get.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { run, runNode, tool } from './project.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const HELP =
  'No browser for the browser tests. Install Chromium (Debian: "apt-get install chromium"), or run ' +
  '"npx playwright install --with-deps chromium", or name one in KONTOR_CHROMIUM.';

/** Without a display, without a sandbox (containers run as root), and without calls home. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** On Ubuntu the command of that name is an installer only, so a file is not enough: it must answer. */
function answers(file) {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** @returns {Promise<string | null>} the path of a browser that runs */
export async function findChromium() {
  const named = process.env.KONTOR_CHROMIUM;
  if (named) return named;
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const found = NAMES.flatMap((name) => directories.map((directory) => path.join(directory, name)));
  const candidates = [...found, ...ELSEWHERE, await playwrightsOwn().catch(() => '')];
  return candidates.find((file) => file && existsSync(file) && answers(file)) ?? null;
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Finds a browser or gets one. @throws Error that says what to install */
export async function prepareChromium() {
  const here = await findChromium();
  if (here) return here;
  if (process.getuid?.() === 0 && isDebian()) {
    console.log('No browser here: installing Debian\'s package "chromium".');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env, timeoutMs: 300_000 });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      timeoutMs: 900_000,
      output: 'ignore',
    });
    const installed = await findChromium();
    if (installed) return installed;
  }
  console.log("No browser here: trying Playwright's download.");
  await runNode(tool.playwright, ['install', 'chromium'], { timeoutMs: 600_000 });
  const downloaded = await findChromium();
  if (downloaded && (await launches(downloaded))) return downloaded;
  throw new Error(HELP);
}

/** A downloaded browser may lack system libraries. */
async function launches(file) {
  try {
    await promisify(execFile)(file, ['--headless', ...CHROMIUM_ARGS, '--dump-dom', 'about:blank'], {
      timeout: 60_000,
    });
    return true;
  } catch {
    return false;
  }
}
