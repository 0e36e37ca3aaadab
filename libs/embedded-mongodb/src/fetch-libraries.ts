import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The release of each distribution whose C library is new enough, and which an older one's keyring can verify. */
const NEWER_RELEASE: Readonly<Record<string, string>> = { debian: 'trixie', ubuntu: 'noble' };
const PACKAGES = ['libc6', 'libstdc++6', 'libgcc-s1'];
const SOURCES = [
  '/etc/apt/sources.list.d/debian.sources',
  '/etc/apt/sources.list.d/ubuntu.sources',
  '/etc/apt/sources.list',
];

async function distribution(): Promise<{ id: string; codename: string }> {
  const text = await readFile('/etc/os-release', 'utf8');
  const field = (name: string) =>
    new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1]?.toLowerCase() ?? '';
  return { id: field('ID'), codename: field('VERSION_CODENAME') };
}

/** The system's own package sources (its mirror, its keys), pointed at a newer release. */
async function newerSources(): Promise<{ file: string; text: string }> {
  const { id, codename } = await distribution();
  const release = NEWER_RELEASE[id];
  if (!release || !codename) throw new Error(`no known way on ${id || 'this system'}`);
  for (const file of SOURCES) {
    if (!existsSync(file)) continue;
    const text = await readFile(file, 'utf8');
    if (!text.includes(codename)) continue;
    return {
      file: file.endsWith('.sources') ? 'x.sources' : 'x.list',
      text: text.replaceAll(codename, release),
    };
  }
  throw new Error('no package source is configured');
}

/**
 * Downloads the C library of a newer release with the system's own package tool (which verifies signatures) and unpacks it
 * below `finalDir/root`. Installs nothing; needs no rights but to write there. Made aside and renamed, so that a killed
 * attempt leaves nothing half-made and two processes may race.
 *
 * @throws Error with a one-line reason
 */
export async function fetchLibraries(finalDir: string): Promise<void> {
  const work = `${path.resolve(finalDir)}.${process.pid}.tmp`;
  const at = (...names: string[]) => path.join(work, ...names);
  try {
    const sources = await newerSources();
    for (const name of ['parts', 'lists/partial', 'cache/archives/partial', 'root']) {
      await mkdir(at(name), { recursive: true });
    }
    await writeFile(at('parts', sources.file), sources.text);
    await writeFile(at('status'), '');
    const settings = {
      'Dir::Etc::SourceList': '/dev/null',
      'Dir::Etc::SourceParts': at('parts'),
      'Dir::State::Lists': at('lists'),
      'Dir::State::status': at('status'),
      'Dir::Cache': at('cache'),
      // The directory is private: apt's own unprivileged user could not write there.
      'APT::Sandbox::User': '',
      'Acquire::Languages': 'none',
      'Acquire::Retries': '3',
      'Acquire::http::Timeout': '20',
      'Acquire::https::Timeout': '20',
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const apt = (...args: string[]) =>
      run('apt-get', ['-qq', ...options, ...args], {
        cwd: work,
        timeout: 300_000,
        env: { ...process.env, LC_ALL: 'C' },
      });
    await apt('update');
    await apt('download', ...PACKAGES);
    const archives = (await readdir(work)).filter((name) => name.endsWith('.deb'));
    if (archives.length < PACKAGES.length) throw new Error('the packages were not found');
    for (const name of archives) await run('dpkg', ['-x', at(name), at('root')]);
    for (const name of [...archives, 'lists', 'cache', 'parts']) await rm(at(name), { recursive: true });
    await rename(work, finalDir);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    if (isOccupied(error)) return; // another process was first
    throw new Error(reason(error), { cause: error });
  }
}

function isOccupied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT' && 'path' in error)
    return `${String(error.path)} is not here`;
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
  const line = said.split('\n').find((text) => text.startsWith('E: ')) ?? error.message.split('\n')[0];
  return (line ?? '').slice(0, 300);
}
