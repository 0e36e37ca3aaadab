import { existsSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedMongoError, WAY_OUT } from './errors.js';
import { fetchLibraries } from './fetch-libraries.js';

/** What the engine's binary was linked against. */
const NEEDED = '2.38';

/** How to run a script under node with a C library that is new enough. */
export interface NodeCommand {
  command: string;
  /** Goes before the script's path. */
  args: string[];
}

interface Platform {
  /** Debian's directory name for this processor. */
  triplet: string;
  loader: string;
}

const PLATFORMS: Partial<Record<NodeJS.Architecture, Platform>> = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

/** e.g. `2.36`; undefined where there is no glibc (macOS, musl). */
export function systemGlibc(): string | undefined {
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return undefined;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined;
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : undefined;
}

/** Whether dotted version `have` is `want` or newer. */
export function isAtLeast(have: string, want: string): boolean {
  const [a = 0, b = 0] = have.split('.').map(Number);
  const [c = 0, d = 0] = want.split('.').map(Number);
  return a > c || (a === c && b >= d);
}

function preparedCommand(directory: string, { triplet, loader }: Platform): NodeCommand | null {
  const libraries = path.join(directory, 'root/usr/lib', triplet);
  const command = path.join(libraries, loader);
  if (!existsSync(command)) return null;
  return { command, args: ['--library-path', libraries, process.execPath] };
}

/**
 * Finds a way to run node with the C library the engine needs: node itself where the system's is new enough, else node
 * started through the loader of a newer Debian's library, fetched once into `cacheDir`. Nothing is installed and nothing
 * outside that directory is written.
 *
 * @throws EmbeddedMongoError LIBRARY_UNOBTAINABLE
 */
export async function nodeCommand(
  cacheDir: string,
  have: string | undefined = systemGlibc(),
): Promise<NodeCommand> {
  if (process.platform !== 'linux' || (have && isAtLeast(have, NEEDED))) {
    return { command: process.execPath, args: [] };
  }
  const platform = PLATFORMS[process.arch];
  if (!platform || !have) {
    const what = have ? `glibc ${have} on ${process.arch}` : 'a system without glibc';
    throw new EmbeddedMongoError(
      'LIBRARY_UNOBTAINABLE',
      `the embedded database needs glibc ${NEEDED}, this is ${what}; ${WAY_OUT}`,
    );
  }
  const directory = path.join(path.resolve(cacheDir), `glibc-${process.arch}`);
  const prepared = preparedCommand(directory, platform);
  if (prepared) return prepared;
  try {
    await fetchLibraries(directory);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedMongoError(
      'LIBRARY_UNOBTAINABLE',
      `the embedded database needs glibc ${NEEDED}, this system has ${have}, and a newer one could not be fetched (${why}); ${WAY_OUT}`,
      { cause },
    );
  }
  const fetched = preparedCommand(directory, platform);
  if (!fetched) {
    throw new EmbeddedMongoError('LIBRARY_UNOBTAINABLE', `the fetched library has no loader; ${WAY_OUT}`);
  }
  return fetched;
}
