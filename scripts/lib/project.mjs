import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const at = (...names) => path.join(ROOT, ...names);

/** The script behind a package's command, to be run by this node: no shell, no npx, the same on every system. */
export const tool = {
  nest: at('node_modules/@nestjs/cli/bin/nest.js'),
  vite: at('node_modules/vite/bin/vite.js'),
  tsc: at('node_modules/typescript/bin/tsc'),
  jest: at('node_modules/jest/bin/jest.js'),
  prettier: at('node_modules/prettier/bin/prettier.cjs'),
  oxlint: at('node_modules/oxlint/bin/oxlint'),
  depcruise: at('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
  playwright: at('node_modules/@playwright/test/cli.js'),
};

const running = new Set();

/** Ends what was started with all it started itself; a tool's grandchildren survive a plain kill of the tool. */
export function killTree(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) killTree(child, 'SIGTERM');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}

/**
 * Runs a command in the project's directory and passes its output on.
 * @param options.output `inherit`: as it comes; `keep`: in the answer; `ignore`: nowhere
 * @returns {Promise<{code: number, timedOut: boolean, output: string}>} never rejects
 */
export function run(command, args, { env = {}, timeoutMs = 0, output = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const to = output === 'keep' ? 'pipe' : output;
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', to, to],
      detached: true,
    });
    running.add(child);
    let kept = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => {
        kept += text;
      });
    let timedOut = false;
    const timer =
      timeoutMs > 0 &&
      setTimeout(() => {
        timedOut = true;
        killTree(child, 'SIGKILL');
      }, timeoutMs);
    const done = (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code, timedOut, output: kept });
    };
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      done(127);
    });
    // Not `exit`: what it wrote last may still be on its way. What is passed on has no way of ours.
    child.once(output === 'keep' ? 'close' : 'exit', (code) => done(code ?? 1));
  });
}

export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options);
