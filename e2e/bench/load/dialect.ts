import { Cursor, pushBytes, pushUint } from './varuint.js';

const SYNC = 0;
const STEP1 = 0;
const STEP2 = 1;
const UPDATE = 2;
const KONTOR = 102;
const EMPTY_VECTOR = new Uint8Array([0]);
/** An update that holds nothing: "I have nothing that you lack". */
export const NOTHING = new Uint8Array([0, 0]);

/** What a generator needs to know of an incoming message. `at` is where an update's bytes begin. */
export interface Heard {
  kind: 'asked' | 'state' | 'update' | 'durable' | 'other';
  at: number;
  n: number;
}

/** How one kind of server is spoken to. */
export interface Dialect {
  /** What a client says as soon as it is connected. */
  hello(document: string): Uint8Array[];
  /** A change message around an update. */
  update(document: string, update: Uint8Array): Uint8Array;
  /** The answer to the server's question for all we have. */
  answer(document: string, update: Uint8Array): Uint8Array;
  /** Nobody answers the first question: a relay holds nothing. */
  silent: boolean;
  /** "I have sent n changes", where the server acknowledges durable changes. */
  mark: ((n: number) => Uint8Array) | null;
  /** Reads into `heard`, which is used again and again. */
  read(payload: Uint8Array, heard: Heard): void;
}

function message(prefix: readonly number[], head: readonly number[], body: Uint8Array): Uint8Array {
  const bytes = [...prefix, ...head];
  pushUint(bytes, body.length);
  const all = new Uint8Array(bytes.length + body.length);
  all.set(bytes);
  all.set(body, bytes.length);
  return all;
}

function readSync(cursor: Cursor, heard: Heard): void {
  const step = cursor.uint();
  heard.kind = step === STEP1 ? 'asked' : step === STEP2 ? 'state' : 'update';
  cursor.uint();
  heard.at = cursor.at;
}

/** y-websocket's protocol. */
export const yWebsocket: Dialect = {
  silent: false,
  hello: () => [message([], [SYNC, STEP1], EMPTY_VECTOR)],
  update: (_document, update) => message([], [SYNC, UPDATE], update),
  answer: (_document, update) => message([], [SYNC, STEP2], update),
  mark: null,
  read(payload, heard) {
    const cursor = new Cursor(payload);
    heard.kind = 'other';
    if (cursor.uint() === SYNC) readSync(cursor, heard);
  },
};

/** The same to a server that only passes messages on. */
export const relay: Dialect = { ...yWebsocket, silent: true };

/** The same with Kontor's acknowledgements. */
export const kontor: Dialect = {
  ...yWebsocket,
  mark(n) {
    const bytes = [KONTOR, 0];
    pushUint(bytes, n);
    return Uint8Array.from(bytes);
  },
  read(payload, heard) {
    const cursor = new Cursor(payload);
    const type = cursor.uint();
    heard.kind = 'other';
    if (type === SYNC) readSync(cursor, heard);
    else if (type === KONTOR && cursor.uint() === 1) {
      heard.kind = 'durable';
      heard.n = cursor.uint();
    }
  },
};

const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;

/** Hocuspocus puts the document's name before each message, and expects a token first. */
export const hocuspocus: Dialect = {
  silent: false,
  hello(document) {
    const auth = [...named(document), AUTH, 0];
    pushBytes(auth, new TextEncoder().encode('token'));
    return [Uint8Array.from(auth), message(named(document), [SYNC, STEP1], EMPTY_VECTOR)];
  },
  update: (document, update) => message(named(document), [SYNC, UPDATE], update),
  answer: (document, update) => message(named(document), [SYNC, STEP2], update),
  mark: null,
  read(payload, heard) {
    const cursor = new Cursor(payload);
    cursor.skip(cursor.uint());
    const type = cursor.uint();
    heard.kind = 'other';
    if (type === SYNC || type === SYNC_REPLY) readSync(cursor, heard);
    else if (type === SYNC_STATUS && cursor.uint() === 1) heard.kind = 'durable';
  },
};

function named(document: string): number[] {
  const bytes: number[] = [];
  pushBytes(bytes, new TextEncoder().encode(document));
  return bytes;
}
