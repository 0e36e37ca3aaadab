// Builds what is missing or stale. "Stale" is told by the contents of the sources, not by their dates: a checkout or a
// container layer changes dates and nothing else.
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ROOT, at, runNode, tool } from './project.mjs';

const TOOLS = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.swcrc',
  'nest-cli.json',
  'scripts/lib/build.mjs',
];
const NOT_SHIPPED = /(\.spec\.tsx?|\.md)$|(^|\/)(libs\/testing|node_modules)(\/|$)/;
const CODE = /\.(ts|tsx)$/;

const PARTS = {
  api: { sources: ['apps/api', 'libs'], result: 'dist/apps/api/src/main.js', build: buildApi },
  web: {
    sources: ['apps/web', 'libs/contracts', 'libs/documents'],
    result: 'dist/web/index.html',
    build: buildWeb,
  },
};

async function filesBelow(directory) {
  const entries = await readdir(at(directory), { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'),
    )
    .filter((file) => !NOT_SHIPPED.test(file))
    .sort();
}

async function fingerprint({ sources }) {
  const files = [...TOOLS, ...(await Promise.all(sources.map(filesBelow))).flat()];
  const hash = createHash('sha256').update(process.version);
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(await readFile(at(file)).catch(() => ''))
      .update('\0');
  return hash.digest('hex');
}

const stampOf = (name) => at('dist', `.${name}.stamp`);
const read = (file) => readFile(file, 'utf8').catch(() => null);

async function must(what, script, args) {
  const { code } = await runNode(script, args);
  if (code !== 0) throw new Error(`building ${what} failed`);
}

/** What is not code but read or imported by code (data, catalogues, templates, fonts) goes where the code went. */
export async function copyAssets() {
  const files = (await Promise.all(['apps/api', 'libs'].map(filesBelow))).flat();
  for (const file of files) {
    if (CODE.test(file) || !file.includes('/src/')) continue;
    await mkdir(path.dirname(at('dist', file)), { recursive: true });
    await cp(at(file), at('dist', file));
  }
}

async function buildApi() {
  // Modules that were deleted in the sources must not be found by anyone.
  for (const old of ['dist/apps', 'dist/libs']) await rm(at(old), { recursive: true, force: true });
  await must('the server', tool.nest, ['build', 'api']);
  await copyAssets();
}

async function buildWeb() {
  await must('the web pages', tool.vite, ['build', 'apps/web', '--logLevel', 'warn']);
  await compressBelow(at('dist/web'));
}

/** Compressed once at build time and served as they are: no request pays for it, and phones get a quarter of the bytes. */
async function compressBelow(directory) {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(js|css|html|svg|json)$/.test(entry.name));
  for (const entry of files) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const content = await readFile(file);
    if (content.length < 1024) continue;
    await writeFile(
      `${file}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** Forgets that a part is up to date: something else is about to write into `dist`. */
export async function forgetBuild(name) {
  await rm(stampOf(name), { force: true });
}

/** @returns {Promise<string[]>} the parts that were built; throws when one cannot be */
export async function buildStale({ force = false, only = Object.keys(PARTS) } = {}) {
  const built = [];
  for (const name of only) {
    const part = PARTS[name];
    const want = await fingerprint(part);
    const isFresh = (await read(stampOf(name))) === want && (await read(at(part.result))) !== null;
    if (isFresh && !force) continue;
    await forgetBuild(name);
    await part.build();
    if ((await read(at(part.result))) === null) throw new Error(`building ${name} made no ${part.result}`);
    await writeFile(`${stampOf(name)}.tmp`, want);
    await rename(`${stampOf(name)}.tmp`, stampOf(name));
    built.push(name);
  }
  return built;
}
