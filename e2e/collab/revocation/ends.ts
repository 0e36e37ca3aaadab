import { EventsEnd } from '../../support/events-end.js';
import { SyncEnd } from '../../support/sync-end.js';
import type { Transport } from '../../support/socket-line.js';
import type { Caller } from '../../support/boot-test-app.js';
import type { Place } from './scene.js';

export const TRANSPORTS: readonly Transport[] = ['websocket', 'polling'];

/** All ways in which one signed-in device can be connected: the text and the events, each over both transports. */
export interface Ends {
  texts: SyncEnd[];
  events: EventsEnd[];
}

/** Connects to the document's text, and to the events of these workspaces. */
export async function connect(
  url: string,
  { cookie }: Caller,
  { documentId }: Place,
  workspaceIds: readonly string[],
): Promise<Ends> {
  const address = { url, cookie };
  const texts = TRANSPORTS.map((transport) => new SyncEnd(transport, address, documentId).entered());
  const events = TRANSPORTS.map((transport) => new EventsEnd(transport, address).watching(workspaceIds));
  return { texts: await Promise.all(texts), events: await Promise.all(events) };
}

export const both = ({ texts, events }: Ends): (SyncEnd | EventsEnd)[] => [...texts, ...events];

export function close(ends: readonly Ends[]): void {
  for (const end of ends.flatMap(both)) end.close();
}
