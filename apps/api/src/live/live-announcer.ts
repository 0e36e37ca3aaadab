import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { WorkspaceId } from '@kontor/contracts';
import { Access, type DomainEvent, type EventBus, type Person } from '@kontor/domain';
import type { Logger } from 'pino';
import { EVENTS, LOG } from '../platform/tokens.js';
import { LiveJudge } from './live-judge.js';
import { Seats, type LiveSocket, type Seat } from './seats.js';
import { ThreadPresences } from './thread-presences.js';

type Changed = Extract<
  DomainEvent,
  {
    type:
      | 'workspace.changed'
      | 'member.changed'
      | 'practice-document.changed'
      | 'thread.changed'
      | 'commitment.changed';
  }
>;

/** Typing changes a document many times a second; its readers refetch once. */
const GATHER_MS = 100;
/** Sessions run out without an event: so often all of them are looked at again. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Tells live connections that something changed. Each person is judged at the moment of delivery, by the rule of the
 * thing itself: a member who sees shared documents only hears of no draft, and whoever was just removed hears nothing,
 * even if the word of it has not come round yet.
 */
@Injectable()
export class LiveAnnouncer implements OnModuleInit, OnModuleDestroy {
  readonly #gathered = new Map<string, { event: Changed; timer: NodeJS.Timeout }>();
  #unsubscribe: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(Seats) private readonly seats: Seats,
    @Inject(LiveJudge) private readonly judge: LiveJudge,
    @Inject(ThreadPresences) private readonly presences: ThreadPresences,
    @Inject(Access) private readonly access: Access,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.#unsubscribe = this.events.subscribe((event) => this.hear(event));
    this.#timer = setInterval(
      () => this.inBackground(this.judgeAgain(this.seats.all(), false)),
      LOOK_AGAIN_MS,
    );
    this.#timer.unref();
  }

  onModuleDestroy(): void {
    this.#unsubscribe();
    clearInterval(this.#timer);
    for (const { timer } of this.#gathered.values()) clearTimeout(timer);
  }

  private hear(event: DomainEvent): void {
    switch (event.type) {
      case 'session.ended':
        this.judge.noteChange();
        this.endSessions(event);
        break;
      case 'access.changed':
        this.judge.noteChange();
        this.inBackground(this.changeAccess(event));
        break;
      case 'notification.changed':
        for (const { socket } of this.seats.ofUser(event.userId)) socket.emit('notification:changed', {});
        break;
      case 'thread.read':
      case 'person.changed':
        break;
      default:
        this.gather(event);
    }
  }

  private endSessions(event: Extract<DomainEvent, { type: 'session.ended' }>): void {
    for (const seat of this.seats.ofUser(event.userId)) {
      const isMeant = event.sessionIds === 'all' || event.sessionIds.includes(seat.sessionId);
      if (isMeant && seat.sessionId !== event.except) this.dismiss(seat);
    }
  }

  private async changeAccess(event: Extract<DomainEvent, { type: 'access.changed' }>): Promise<void> {
    const { userIds, workspaceId } = event;
    const concerned = this.seats
      .all()
      .filter((seat) =>
        userIds === undefined
          ? workspaceId === undefined || seat.watched.has(workspaceId)
          : userIds.includes(seat.userId),
      );
    await this.judgeAgain(concerned);
    // After the judgement: whoever lost a workspace no longer hears of it, and whoever is left refetches by new rights.
    for (const { socket } of concerned) socket.emit('access:changed', { workspaceId: workspaceId ?? null });
  }

  /**
   * After a change any doubt cuts: a connection that cannot be judged comes back through the door. A look without a cause
   * cuts nobody for a database that does not answer.
   */
  private async judgeAgain(seats: readonly Seat[], doubtCuts = true): Promise<void> {
    await Promise.all(
      seats.map(async (seat) => {
        const person = await this.judge.personOf(seat).catch(() => undefined);
        if (person === null) this.dismiss(seat);
        else if (person !== undefined) await this.judgeWatched(seat, person);
        else if (doubtCuts) seat.socket.disconnect(true);
      }),
    );
  }

  private async judgeWatched(seat: Seat, person: Person): Promise<void> {
    for (const workspaceId of seat.watched) {
      const mayWatch = await this.judge.isGranted(() =>
        this.access.require(person, 'live.watch', { workspaceId }),
      );
      if (!mayWatch) seat.watched.delete(workspaceId);
    }
    const threadId = seat.thread;
    if (threadId === null) return;
    const mayRead = await this.judge.isGranted(() =>
      this.access.require(person, 'thread.read', { threadId }),
    );
    if (!mayRead) this.presences.leave(seat);
  }

  private dismiss(seat: Seat): void {
    seat.watched.clear();
    this.presences.leave(seat);
    seat.socket.emit('session:ended', {});
    seat.socket.disconnect(true);
  }

  /** Of a thread that changes again while it waits only the last word is told. */
  private gather(event: Changed): void {
    const key = event.type === 'thread.changed' ? event.threadId : JSON.stringify(event);
    const waiting = this.#gathered.get(key);
    if (waiting !== undefined) {
      waiting.event = event;
      return;
    }
    const told = { event, timer: setTimeout(() => this.tellGathered(key), GATHER_MS) };
    this.#gathered.set(key, told);
  }

  private tellGathered(key: string): void {
    const told = this.#gathered.get(key);
    this.#gathered.delete(key);
    if (told !== undefined) this.inBackground(this.announce(told.event));
  }

  private async announce(event: Changed): Promise<void> {
    const watching = this.seats.watching(event.workspaceId);
    const people = new Set(watching.map(({ userId }) => userId));
    await Promise.all(
      Array.from(people, (userId) =>
        this.announceTo(
          watching.filter((seat) => seat.userId === userId),
          event,
        ),
      ),
    );
  }

  /** One judgement per person, however many tabs; the tabs of a session that has run out hear nothing. */
  private async announceTo(tabs: readonly Seat[], event: Changed): Promise<void> {
    const people = await Promise.all(tabs.map((seat) => this.judge.personOf(seat)));
    const person = people.find((found) => found !== null);
    if (person === undefined || !(await this.judge.isGranted(() => this.demand(person, event)))) return;
    for (const [i, { socket, watched }] of tabs.entries()) {
      if (people[i] !== null && watched.has(event.workspaceId)) tell(socket, event);
    }
  }

  private demand(person: Person, event: Changed): Promise<unknown> {
    const { workspaceId } = event;
    if (event.type === 'practice-document.changed') {
      return this.access.require(person, 'practice-document.read', { documentId: event.documentId });
    }
    if (event.type === 'thread.changed') {
      return this.access.require(person, 'thread.read', { threadId: event.threadId });
    }
    if (event.type === 'commitment.changed') {
      return this.access.require(person, 'commitment.read', { commitmentId: event.commitmentId });
    }
    const action = event.type === 'member.changed' ? 'membership.read' : 'workspace.read';
    return this.access.require(person, action, { workspaceId });
  }

  private inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log.warn({ err: error }, 'live announcement failed'));
  }
}

function tell(socket: LiveSocket, event: Changed): void {
  const workspaceId: WorkspaceId = event.workspaceId;
  if (event.type === 'workspace.changed') socket.emit('workspace:changed', { workspaceId });
  else if (event.type === 'member.changed')
    socket.emit('member:changed', { workspaceId, userId: event.userId });
  else if (event.type === 'thread.changed')
    socket.emit('thread:changed', { workspaceId, threadId: event.threadId, seq: event.seq });
  else if (event.type === 'commitment.changed')
    socket.emit('commitment:changed', { workspaceId, commitmentId: event.commitmentId });
  else socket.emit('practice-document:changed', { workspaceId, documentId: event.documentId });
}
