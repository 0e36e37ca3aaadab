// npm run dev: the server restarted on every change, the web pages by Vite with its own port, passing calls on to the server.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { copyAssets, forgetBuild } from './lib/build.mjs';
import { ROOT, killTree, tool } from './lib/project.mjs';

const port = process.env.PORT ?? '3000';
const children = [];

function start(script, args, env) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  child.once('exit', (code) => stop(code ?? 1));
  children.push(child);
}

let isStopping = false;
function stop(code) {
  if (isStopping) return;
  isStopping = true;
  for (const child of children) killTree(child, 'SIGTERM');
  setTimeout(() => process.exit(code), 1500).unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.removeAllListeners(signal);
  process.on(signal, () => stop(0));
}

// What lies in dist after this is no longer what a build made.
await forgetBuild('api');
await copyAssets();
let copying = null;
for (const tree of ['libs', 'apps/api']) {
  watch(`${ROOT}/${tree}`, { recursive: true }, (_event, name) => {
    if (!name || /\.tsx?$/.test(name)) return;
    clearTimeout(copying);
    copying = setTimeout(() => void copyAssets().catch((error) => console.error(error.message)), 200);
  });
}

start(tool.nest, ['start', 'api', '--watch'], { PORT: port, NODE_ENV: 'development' });
start(tool.vite, ['apps/web'], { KONTOR_API: `http://127.0.0.1:${port}` });
