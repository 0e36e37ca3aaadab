import { createServer, type ServerResponse } from 'node:http';
import { NO_ROUTE_HEADERS } from '../platform/http/before-routing.js';
import { problemFor } from '../platform/http/problem.js';
import { refuseUpgrade } from '../platform/upgrade/upgrade-router.js';

export interface WaitingRoom {
  port: number;
  close(): Promise<void>;
}

interface WaitingRoomOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Called when the process is told to end. */
  stop: () => Promise<void>;
}

const RETRY_AFTER_SECONDS = 3;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Answers in place of the app while the data are replaced: alive, not ready, and a coded 503 to all else. It knows no
 * database, so there is nothing it could give away.
 */
export async function waitingRoom({ host, port, stop }: WaitingRoomOptions): Promise<WaitingRoom> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    if (path === '/healthz') answer(response, 200, { status: 'alive' });
    else if (path === '/readyz') answer(response, 503, { ready: false, parts: { restored: false } });
    else refuse(response);
  });
  server.on('upgrade', (_request, socket) => refuseUpgrade(socket, 503, 'Service Unavailable'));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const end = (signal: NodeJS.Signals): void => {
    void stop().finally(() => {
      for (const name of SIGNALS) process.off(name, end);
      process.kill(process.pid, signal);
    });
  };
  for (const name of SIGNALS) process.on(name, end);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      for (const name of SIGNALS) process.off(name, end);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function refuse(response: ServerResponse): void {
  const detail = 'A backup is being restored. What you wrote is safe in your browser; try again soon.';
  const problem = problemFor('not-ready', { detail, retryAfterSeconds: RETRY_AFTER_SECONDS });
  response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
  answer(response, problem.status, problem, NO_ROUTE_HEADERS['content-type']);
}

function answer(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { ...NO_ROUTE_HEADERS, 'content-type': type });
  response.end(JSON.stringify(body));
}
