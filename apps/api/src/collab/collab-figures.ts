import type { CollabServer } from '@kontor/collab';
import { Gauge, register } from 'prom-client';

const FIGURES = {
  kontor_collab_rooms: ['Documents that are open', (s) => s.rooms],
  kontor_collab_sessions: ['Connections to documents', (s) => s.sessions],
  kontor_collab_backlog_bytes: ['Edits that are not durable yet, bytes', (s) => s.backlogBytes],
  kontor_collab_backlog_seconds: [
    'Age of the oldest edit that is not durable yet',
    (s) => s.backlogMs / 1000,
  ],
  kontor_collab_unsent_bytes: [
    'Bytes held for the connection that reads slowest',
    (s) => s.largestUnsentBytes,
  ],
  kontor_collab_slow_readers: ['Connections found full since the start', (s) => s.counters.slowConsumers],
  kontor_collab_slow_closed: [
    'Connections closed since the start because they did not read',
    (s) => s.counters.slowClosed,
  ],
} as const satisfies Record<string, [string, (status: ReturnType<CollabServer['status']>) => number]>;

/** Registers the engine's figures for `/metrics`; the newest engine of the process is the one that is read. */
export function measure(server: CollabServer): void {
  for (const [name, [help, read]] of Object.entries(FIGURES)) {
    register.removeSingleMetric(name);
    const gauge: Gauge = new Gauge({ name, help, collect: () => gauge.set(read(server.status())) });
  }
}
