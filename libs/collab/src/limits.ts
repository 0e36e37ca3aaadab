/** Every bound of the engine in one place. Times in milliseconds, sizes in bytes. */
export interface EngineLimits {
  /** Largest frame a client may send. */
  frameBytes: number;
  /** Largest document; at `warnShare` of it people are warned. */
  documentBytes: number;
  warnShare: number;
  guard: GuardLimits;
  /** Refusals of a client's own making after which it is closed. */
  refusals: number;
  /** Messages of unknown type that are ignored; one more closes the session. */
  unknownMessages: number;
  /** Resyncs a session may cause by updates with gaps before it is closed. */
  gaps: number;
  /** Further gap updates dropped while the answer to a resync is awaited. */
  gapsWhileAsked: number;
  /** Client ids one session may claim; each page load makes one, other tabs' edits may bring more. */
  claimsPerSession: number;
  rate: {
    /** Sync and type-102 messages per second in the long run, and at once. */
    perSecond: number;
    burst: number;
    /** What may wait while a session is paused; beyond it the session is closed with 4529. */
    waitingFrames: number;
    waitingBytes: number;
    /** Awareness messages, which are cheap and coalesced: beyond it they are dropped. */
    awarenessPerSecond: number;
    awarenessBurst: number;
  };
  awareness: {
    stateBytes: number;
    /** States in one message; stock clients repeat those of others. */
    states: number;
    /** Largest step of a state's clock. */
    clockStep: number;
    /** Shortest time between two broadcasts of a room. */
    windowMs: number;
    /** A state that was not renewed for so long is not shown to newcomers. */
    staleMs: number;
  };
  flush: {
    /** Window per member, its upper bound, and that of a busy server; see flushWindow. */
    msPerMember: number;
    maxMs: number;
    busyMaxMs: number;
    /** Accepted but unapplied bytes that force a flush. */
    bytes: number;
  };
  commit: {
    /** Time in which batches of all rooms gather for one bulk append. */
    groupMs: number;
    /** Largest log entry; what is beyond waits for the next commit. */
    entryBytes: number;
    /** Backlog from which rooms refuse edits. */
    backlogBytes: number;
    backlogMs: number;
    retryMs: number;
    retryMaxMs: number;
    /** Backlog age that raises an alarm. */
    alarmMs: number;
  };
  slow: {
    /** Unsent bytes past which a socket gets no more updates, and below which it is caught up. */
    highWater: number;
    lowWater: number;
    /** Unsent bytes, beyond the last large frame, past which it is closed. */
    maxBytes: number;
    /** Time without any progress after which it is closed. */
    stallMs: number;
    checkMs: number;
  };
  /** A session that was sent nothing for so long is sent an empty awareness message. Checked every `sweepMs`. */
  keepAliveMs: number;
  sweepMs: number;
  /** Shortest time between two `state` messages of a room. */
  stateMs: number;
  compaction: {
    entries: number;
    bytes: number;
    snapshotFactor: number;
    /** Up to both a room that closes leaves its log as it is. */
    closingEntries: number;
    closingBytes: number;
  };
}

/** Bounds on one update, checked before Yjs sees it. */
export interface GuardLimits {
  structs: number;
  clients: number;
  /** Highest clock any client may reach. */
  clock: number;
  /** New clocks one update may add. */
  clockSpan: number;
  /** Types (nodes) in one update, and how deep types may nest in the document. */
  types: number;
  typeDepth: number;
  /** Nesting of arrays and objects inside one value. */
  valueDepth: number;
  keyBytes: number;
  valueBytes: number;
  vectorBytes: number;
  vectorEntries: number;
}

const KB = 1024;
const MB = 1024 * KB;

export const DEFAULT_LIMITS: EngineLimits = {
  frameBytes: MB,
  documentBytes: 20 * MB,
  warnShare: 0.7,
  guard: {
    structs: 100_000,
    clients: 10_000,
    clock: 2 ** 31,
    clockSpan: 2 ** 24,
    types: 50_000,
    typeDepth: 100,
    valueDepth: 32,
    keyBytes: KB,
    valueBytes: 512 * KB,
    vectorBytes: 64 * KB,
    vectorEntries: 10_000,
  },
  refusals: 3,
  unknownMessages: 100,
  gaps: 3,
  gapsWhileAsked: 1_000,
  claimsPerSession: 256,
  rate: {
    perSecond: 60,
    burst: 300,
    waitingFrames: 1_000,
    waitingBytes: 2 * MB,
    awarenessPerSecond: 60,
    awarenessBurst: 300,
  },
  awareness: { stateBytes: 8 * KB, states: 1_000, clockStep: 1_000_000, windowMs: 50, staleMs: 60_000 },
  flush: { msPerMember: 0.2, maxMs: 20, busyMaxMs: 50, bytes: MB },
  commit: {
    groupMs: 12,
    entryBytes: 4 * MB,
    backlogBytes: 32 * MB,
    backlogMs: 60_000,
    retryMs: 50,
    retryMaxMs: 500,
    alarmMs: 30_000,
  },
  slow: { highWater: MB, lowWater: 256 * KB, maxBytes: 4 * MB, stallMs: 30_000, checkMs: 250 },
  keepAliveMs: 15_000,
  sweepMs: 5_000,
  stateMs: 2_000,
  compaction: { entries: 200, bytes: 256 * KB, snapshotFactor: 2, closingEntries: 32, closingBytes: 32 * KB },
};

/** Partial limits, one level of groups deep. */
export type LimitOverrides = {
  [K in keyof EngineLimits]?: EngineLimits[K] extends number ? number : Partial<EngineLimits[K]>;
};

/** The defaults with some values replaced. */
export function limitsWith(overrides: LimitOverrides = {}): EngineLimits {
  const { guard, rate, awareness, flush, commit, slow, compaction, ...plain } = overrides;
  return {
    ...DEFAULT_LIMITS,
    ...plain,
    guard: { ...DEFAULT_LIMITS.guard, ...guard },
    rate: { ...DEFAULT_LIMITS.rate, ...rate },
    awareness: { ...DEFAULT_LIMITS.awareness, ...awareness },
    flush: { ...DEFAULT_LIMITS.flush, ...flush },
    commit: { ...DEFAULT_LIMITS.commit, ...commit },
    slow: { ...DEFAULT_LIMITS.slow, ...slow },
    compaction: { ...DEFAULT_LIMITS.compaction, ...compaction },
  };
}
