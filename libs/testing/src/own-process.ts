import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Small young generation: garbage of the test itself must not look like memory that the work needs. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=1'];

/**
 * Runs a TypeScript file of ours in a node process of its own, where its memory and processor time are its alone.
 * @param file path from the project's root; it prints one line of JSON
 * @param args what it finds behind its name on the command line
 * @throws when it ends with anything but 0, with what it said on stderr
 */
export async function inOwnProcess(file: string, args: readonly string[] = []): Promise<unknown> {
  const hooks = pathToFileURL(resolve('scripts/lib/typescript-hooks.mjs')).href;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(hooks)});`;
  const loader = `data:text/javascript,${encodeURIComponent(register)}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...FLAGS, '--import', loader, resolve(file), ...args],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout);
}
