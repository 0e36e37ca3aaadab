// Started inside the folder where the benchmark installed Hocuspocus: default settings, SQLite when a file is named.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { Server } = await load('@hocuspocus/server');
const extensions = [];
if (process.env.SQLITE_FILE) {
  const { SQLite } = await load('@hocuspocus/extension-sqlite');
  extensions.push(new SQLite({ database: process.env.SQLITE_FILE }));
}
const server = new Server({ address: '127.0.0.1', port: Number(process.env.PORT), quiet: true, extensions });
await server.listen();
