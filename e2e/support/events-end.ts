import type { Ack } from '@kontor/contracts';
import type { Socket } from 'socket.io-client';
import { socketOn, type Address, type Transport } from './socket-line.js';
import type { Cut } from './sync-end.js';
import { Waiting } from './waiting.js';

/** One live event as it arrived, and when, by `performance.now()`. */
export interface Heard {
  event: string;
  payload: Record<string, unknown>;
  at: number;
}

/** That rights have changed, or that the connection ends. */
const isWord = ({ event }: Heard): boolean => event === 'access:changed' || event === 'session:ended';

/** One connection for live events, over either transport, that never comes back by itself. */
export class EventsEnd {
  readonly heard: Heard[] = [];
  cut: Cut | null = null;
  /** Events that came when it had been cut. */
  receivedAfterCut = 0;
  readonly #socket: Socket;
  readonly #waiting = new Waiting();

  constructor(
    readonly transport: Transport,
    address: Address,
  ) {
    this.#socket = socketOn(address, { transport }, () => {
      if (this.cut !== null) this.receivedAfterCut += 1;
    });
    this.#socket.onAny((event: string, payload: Record<string, unknown>) => {
      this.heard.push({ event, payload, at: performance.now() });
      this.#waiting.look();
    });
    const ended = (code: string): void => {
      this.cut ??= { code, at: performance.now() };
      this.#waiting.look();
    };
    this.#socket.once('connect', () => this.#waiting.look());
    this.#socket.on('connect_error', ({ message }) => ended(message));
    this.#socket.on('disconnect', ended);
  }

  get kind(): string {
    return 'events';
  }

  /** Resolves when it watches these workspaces, or was turned away. */
  async watching(workspaceIds: readonly string[]): Promise<this> {
    await this.until(() => this.#socket.connected || this.cut !== null);
    if (this.cut !== null) return this;
    for (const id of workspaceIds) {
      const answer = await this.watch(id);
      if (!answer.ok) throw new Error(`may not watch ${id}: ${answer.error.code}`);
    }
    return this;
  }

  watch(workspaceId: string): Promise<Ack<unknown>> {
    return this.#socket.timeout(5_000).emitWithAck('workspace:watch', { workspaceId }) as Promise<
      Ack<unknown>
    >;
  }

  /** When it was told that its rights changed or that it has to go, or was cut without a word. */
  get toldAt(): number | null {
    return this.heard.find(isWord)?.at ?? this.cut?.at ?? null;
  }

  /** What was heard when it had been told. */
  get heardSince(): Heard[] {
    const at = this.heard.findIndex(isWord);
    return at < 0 ? [] : this.heard.slice(at + 1);
  }

  /** What was heard so far is forgotten. */
  forget(): void {
    this.heard.length = 0;
  }

  until(holds: () => boolean): Promise<void> {
    return this.#waiting.until(holds);
  }

  close(): void {
    this.#socket.disconnect();
  }
}
