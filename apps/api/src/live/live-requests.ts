import { Inject, Injectable } from '@nestjs/common';
import { WatchWorkspace, type Ack, type ClientEvents, type ErrorCode } from '@kontor/contracts';
import { KontorError } from '@kontor/domain';
import type { Action } from '@kontor/policy';
import type { Logger } from 'pino';
import { LOG } from '../platform/tokens.js';
import { LiveJudge } from './live-judge.js';
import type { Seat } from './seats.js';

/** The policy action behind each event: an event without one does not compile. */
export const LIVE_ACTIONS = {
  'workspace:watch': 'live.watch',
  'workspace:unwatch': 'live.watch',
} as const satisfies Record<keyof ClientEvents, Action>;

const MAX_WATCHED = 50;
/** More than a person's clicks, less than a loop. */
const REQUESTS_PER_WINDOW = 60;
const WINDOW_MS = 10_000;

type AnyAck = (answer: Ack<unknown>) => void;
type Handler = (seat: Seat, payload: unknown) => unknown;

const failed = (code: ErrorCode, message: string): Ack<unknown> => ({ ok: false, error: { code, message } });

/** What clients may ask over Socket.IO: parse, judge, acknowledge. Unknown things get an error, never an exception. */
@Injectable()
export class LiveRequests {
  readonly #handlers: Readonly<Record<keyof ClientEvents, Handler>>;

  constructor(
    @Inject(LiveJudge) private readonly judge: LiveJudge,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#handlers = {
      'workspace:watch': (seat, payload) => this.watch(seat, payload),
      'workspace:unwatch': (seat, payload) => this.unwatch(seat, payload),
    };
  }

  /** Answers everything that the connection sends from now on. */
  serve(seat: Seat): void {
    let left = REQUESTS_PER_WINDOW;
    let windowEnds = 0;
    seat.socket.onAny((event: unknown, ...args: unknown[]) => {
      const now = performance.now();
      if (now >= windowEnds) {
        left = REQUESTS_PER_WINDOW;
        windowEnds = now + WINDOW_MS;
      }
      left -= 1;
      const ack = ackOf(args);
      if (left < 0) {
        ack(failed('too-many-attempts', 'Too many requests.'));
        seat.socket.disconnect(true);
        return;
      }
      void this.answer(seat, event, args).then(ack);
    });
  }

  private async answer(seat: Seat, event: unknown, args: unknown[]): Promise<Ack<unknown>> {
    const handler = Object.entries(this.#handlers).find(([name]) => name === event)?.[1];
    if (handler === undefined) return failed('bad-request', 'There is no such event.');
    if (args.length !== 2)
      return failed('bad-request', 'An event takes one payload and one acknowledgement.');
    try {
      return { ok: true, data: await handler(seat, args[0]) };
    } catch (error) {
      if (error instanceof KontorError) return failed(error.code, error.message);
      this.log.error({ err: error, event }, 'a live request failed');
      return failed('internal', 'Something went wrong on the server.');
    }
  }

  private async watch(seat: Seat, payload: unknown) {
    const { workspaceId } = parse(payload);
    if (seat.watched.size >= MAX_WATCHED && !seat.watched.has(workspaceId)) {
      throw new KontorError('too-many-attempts', 'Too many workspaces watched at once.');
    }
    await this.judge.requireWatch(seat, workspaceId);
    seat.watched.add(workspaceId);
    return { workspaceId };
  }

  private unwatch(seat: Seat, payload: unknown): null {
    seat.watched.delete(parse(payload).workspaceId);
    return null;
  }
}

function parse(payload: unknown) {
  const parsed = WatchWorkspace.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new KontorError('invalid-input', parsed.error.issues[0]?.message ?? 'The payload is not valid.');
}

const ackOf = (args: unknown[]): AnyAck => {
  const last = args.at(-1);
  return typeof last === 'function' ? (answer) => void last(answer) : () => undefined;
};
