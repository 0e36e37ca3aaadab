import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { createDocument, signIn } from '../../support/http.js';
import { KontorProcess } from '../../support/kontor-process.js';
import { kontor as dialect } from '../load/dialect.js';
import { treeOf } from '../load/process-figures.js';
import type { Contestant, Running } from './contestant.js';

const METRICS_TOKEN = 'for-the-benchmark-only';
/** `BENCH_PROFILE=folder npm run bench` leaves a CPU profile of each Kontor that ran. */
function profiled(folder: string | undefined): Record<string, string> {
  if (folder === undefined) return {};
  const hook = join(process.cwd(), 'e2e/bench/contestants/profile.mjs');
  return { BENCH_PROFILE: folder, NODE_OPTIONS: `--import ${hook}` };
}

/** Only the limits on what one person may send are raised: here one person stands for a whole town hall. */
const ENV = {
  NODE_ENV: 'production',
  KONTOR_SYNC_RATE: '100000',
  KONTOR_MAX_CONNECTIONS_PER_PERSON: '10000',
  KONTOR_METRICS_TOKEN: METRICS_TOKEN,
  ...profiled(process.env['BENCH_PROFILE']),
};
const PERSON = 'editor.tampere@demo.kontor.example';

/** Kontor as a user starts it: embedded database, demo data, real sign-in, guard and acknowledgement in the path. */
export const kontor: Contestant = {
  name: 'kontor',
  persists: true,
  versions: `this checkout, Node ${process.versions.node}`,
  start: async () => running(await KontorProcess.start(ENV)),
};

async function running(server: KontorProcess): Promise<Running> {
  const cookie = await signIn(server.url, PERSON);
  const pid = server.child.pid ?? 0;
  return {
    name: 'kontor',
    dialect,
    port: server.port,
    pid,
    pids: () => treeOf(pid),
    async documents(count) {
      const ids: string[] = [];
      for (let made = 0; made < count; made += 1) {
        ids.push(await createDocument(server.url, cookie, `Benchmark ${made}`));
      }
      return ids;
    },
    target: (document) => ({
      port: server.port,
      path: `/collab/${document}?ack=1&schema=1`,
      headers: { Cookie: cookie, Origin: server.url },
    }),
    async measure() {
      if (process.env['BENCH_PROFILE'] !== undefined) process.kill(pid, 'SIGWINCH');
      await metrics(server.port);
    },
    async loopDelay() {
      const line = /^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(await metrics(server.port));
      // The monitor's own beat of 10 ms is part of what it reports.
      return line === null ? null : Math.max(0, Number(line[1]) * 1000 - 10);
    },
    kill: () => server.kill(),
    restart: async () => running(await server.restart()),
    discard: () => server.discard(),
  };
}

/** On a connection of its own: one kept from before the spell may be closed by the time it is used. */
async function metrics(port: number): Promise<string> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const request = get({ host: '127.0.0.1', port, path: '/metrics', headers, agent: false });
  const [answer] = (await once(request, 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
