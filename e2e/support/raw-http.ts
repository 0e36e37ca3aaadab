import { connect } from 'node:net';
import { type ERROR_STATUS, Problem } from '@kontor/contracts';

/** Words that only our own machinery says. */
export const LEAK =
  /node_modules|mongo|\bat \w+ \(|\/apps\/|\/libs\/|\.[jt]s:\d|FST_|stack|bson|E11000|ZodError/i;

export interface Raw {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends bytes as they are: no client tidies the address or the headers. */
export async function raw(url: string, head: string, body: string | Buffer = ''): Promise<Raw> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.write(`${head}\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n`);
  if (body !== '') socket.write(`Content-Length: ${Buffer.byteLength(body)}\r\n`);
  socket.write('\r\n');
  socket.write(body);
  // Not `once`: that would take the server's early end of a too long body for a fault of ours.
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const text = Buffer.concat(chunks).toString('utf8');
  const [top = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = top.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') };
}

export function expectProblem(answer: Raw, code: keyof typeof ERROR_STATUS): void {
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(Problem.parse(JSON.parse(answer.body.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ''))).code).toBe(
    code,
  );
  expect(answer.body).not.toMatch(LEAK);
}

/** What every answer carries, whoever made it. */
export function expectGuarded({ headers }: Raw): void {
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toMatch(/no-store|no-cache|immutable/);
  expect(headers['x-powered-by']).toBeUndefined();
}
