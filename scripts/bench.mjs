// npm run bench [-- --only saturation,crowd] [--runs 5] [--servers kontor,hocuspocus]: measures Kontor and its peers.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transformFile } from '@swc/core';
import { buildStale } from './lib/build.mjs';
import { ROOT, at, runNode } from './lib/project.mjs';

const OUT = 'dist/bench';

/** The benchmark is TypeScript like the rest; it runs beside the built server and shares its libraries. */
async function compile(folder) {
  const entries = await readdir(at(folder), { withFileTypes: true, recursive: true });
  for (const entry of entries.filter((one) => one.isFile() && one.name.endsWith('.ts'))) {
    const source = path.join(entry.parentPath ?? entry.path, entry.name);
    const { code } = await transformFile(source, {
      swcrc: false,
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    const target = at(OUT, path.relative(ROOT, source)).replace(/\.ts$/, '.js');
    await mkdir(path.dirname(target), { recursive: true });
    const depth = path.relative(path.dirname(target), at('dist/libs')).replaceAll('\\', '/');
    await writeFile(target, code.replace(/(['"])@kontor\/([a-z-]+)\1/g, `$1${depth}/$2/src/index.js$1`));
  }
}

await buildStale();
await rm(at(OUT), { recursive: true, force: true });
for (const folder of ['e2e/bench', 'e2e/support']) await compile(folder);
const { code } = await runNode(at(OUT, 'e2e/bench/main.js'), process.argv.slice(2));
process.exitCode = code;
