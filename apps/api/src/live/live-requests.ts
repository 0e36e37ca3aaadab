import { Inject, Injectable } from '@nestjs/common';
import { EnterThread, WatchWorkspace, type Ack, type ErrorCode, type WorkspaceId } from '@kontor/contracts';
import type { z } from 'zod';
import { KontorError } from '@kontor/domain';
import type { Logger } from 'pino';
import { LOG } from '../platform/tokens.js';
import { LiveJudge } from './live-judge.js';
import type { Seat } from './seats.js';
import { ThreadPresences } from './thread-presences.js';

const MAX_WATCHED = 50;

export const failed = (code: ErrorCode, message: string): Ack<never> => ({
  ok: false,
  error: { code, message },
});

/** What clients may ask over Socket.IO: parse, judge, acknowledge. A fault becomes an ack, never an exception. */
@Injectable()
export class LiveRequests {
  constructor(
    @Inject(LiveJudge) private readonly judge: LiveJudge,
    @Inject(ThreadPresences) private readonly presences: ThreadPresences,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async watch(seat: Seat | undefined, payload: unknown): Promise<Ack<{ workspaceId: WorkspaceId }>> {
    return this.answer(seat, async (own) => {
      const { workspaceId } = parse(WatchWorkspace, payload);
      if (own.watched.size >= MAX_WATCHED && !own.watched.has(workspaceId)) {
        throw new KontorError('too-many-attempts', 'Too many workspaces watched at once.');
      }
      await this.judge.requireWatch(own, workspaceId);
      own.watched.add(workspaceId);
      return { workspaceId };
    });
  }

  async unwatch(seat: Seat | undefined, payload: unknown): Promise<Ack<null>> {
    return this.answer(seat, async (own) => {
      own.watched.delete(parse(WatchWorkspace, payload).workspaceId);
      return null;
    });
  }

  async enterThread(seat: Seat | undefined, payload: unknown): Promise<Ack<null>> {
    return this.answer(seat, async (own) => {
      const { threadId } = parse(EnterThread, payload);
      await this.judge.requireThread(own, 'thread.read', threadId);
      this.presences.enter(own, threadId);
      return null;
    });
  }

  async leaveThread(seat: Seat | undefined, payload: unknown): Promise<Ack<null>> {
    return this.answer(seat, async (own) => {
      if (own.thread === parse(EnterThread, payload).threadId) this.presences.leave(own);
      return null;
    });
  }

  async typeInThread(seat: Seat | undefined, payload: unknown): Promise<Ack<null>> {
    return this.answer(seat, async (own) => {
      const { threadId } = parse(EnterThread, payload);
      await this.judge.requireThread(own, 'thread.post', threadId);
      this.presences.write(own, threadId);
      return null;
    });
  }

  private async answer<T>(seat: Seat | undefined, work: (seat: Seat) => Promise<T>): Promise<Ack<T>> {
    if (seat === undefined) return failed('not-signed-in', 'Sign in first.');
    if (!seat.requests.take()) {
      // Later, so that the answer still reaches a client that only forgot to wait.
      setImmediate(() => seat.socket.disconnect(true));
      return failed('too-many-attempts', 'Too many requests.');
    }
    try {
      return { ok: true, data: await work(seat) };
    } catch (error) {
      if (error instanceof KontorError) return failed(error.code, error.message);
      this.log.error({ err: error }, 'a live request failed');
      return failed('internal', 'Something went wrong on the server.');
    }
  }
}

function parse<T extends z.ZodType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new KontorError('invalid-input', parsed.error.issues[0]?.message ?? 'The payload is not valid.');
}
