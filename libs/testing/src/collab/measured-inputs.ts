import * as Y from 'yjs';
import { CLOSE } from '@kontor/contracts';
import { awarenessFrame, bytes, bytesOf, syncFrame, updateFrame } from './frames.js';
import { Random } from './random.js';
import { updateOf } from './update-of.js';

/** The document that is attacked, as an attacker who may edit it knows it. */
export interface Target {
  /** All of it. */
  state: Uint8Array;
  /** Client id of somebody else who writes in it. */
  victim: number;
}

/** What became of a connection that sent hostile input. */
export interface Told {
  /** Codes of type 102's refusals, in order. */
  refused: string[];
  closed: number | null;
  /** Whether it was asked for all it has, by sync step 1. */
  asked: boolean;
}

/** An input that was measured to freeze, bloat, crash or corrupt servers on the current libraries. */
export interface MeasuredInput {
  name: string;
  /** What it did to them. */
  effect: string;
  /** Per connection of the attacker, what it sends, in order. */
  connections(target: Target): Uint8Array[][];
  /** What every one of these connections is told. */
  told: Told;
}

/** What an input cost and left behind. */
export interface Measurement {
  name: string;
  told: Told[];
  /** The document, in memory and as stored, is byte for byte what it was. */
  unchanged: boolean;
  /** The others have no trace of it, can write on, and what they write is stored. */
  othersUnharmed: boolean;
  stallMs: number;
  memoryMb: number;
}

/** What `measured-child.ts` prints; `control` is the first input against a document without a guard. */
export interface Measured {
  measurements: Measurement[];
  control: { stallMs: number; memoryMb: number };
}

const told = (part: Partial<Told>): Told => ({ refused: [], closed: null, asked: false, ...part });
const CUT = told({ closed: CLOSE.invalidUpdate });
const INVALID = told({ refused: ['invalid'] });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

const ATTACKER = 4_000_000_001;
const MEGABYTE = 1024 * 1024;

/** Tells forged edits from the victim's own in what is left behind. */
const FORGED = 'forged';

const nestedXml = (depth: number): Uint8Array =>
  updateOf(ATTACKER, (doc) => {
    let parent: Y.XmlFragment = doc.getXmlFragment('body');
    for (let level = 0; level < depth; level += 1) {
      const element = new Y.XmlElement('section');
      parent.insert(0, [element]);
      parent = element;
    }
  });

/** One struct of the attacker at clock 0 in root `t`. */
const oneItem = (info: number, ...content: (number | Uint8Array)[]): Uint8Array =>
  bytes(1, 1, ATTACKER, 0, Uint8Array.of(info), 1, 't', ...content, 0);

const nestedArrays = (depth: number): Uint8Array => {
  const open = Uint8Array.from({ length: depth * 2 }, (_, index) => (index % 2 === 0 ? 117 : 1));
  return oneItem(8, 1, open, Uint8Array.of(126));
};

const gap = (client: number): Uint8Array => bytes(1, 1, client, 5, Uint8Array.of(0), 1, 0);

/** A struct with 60 KB of text whose predecessor nobody has. */
const largeGap = (client: number): Uint8Array =>
  bytes(1, 1, client, 5, Uint8Array.of(0x84), client, 4, 'x'.repeat(60_000), 0);

const vector = (entries: number): Uint8Array =>
  bytesOf([entries, ...times(entries, (index) => [index, 1]).flat()]);

const garbage = (): Uint8Array[] => {
  const random = new Random(498);
  return times(200, (index) => Uint8Array.from({ length: index % 9 }, () => random.below(256)));
};

/** Every row of the table of measured inputs, and its recipes. Sizes are those that were measured. */
export const MEASURED_INPUTS: readonly MeasuredInput[] = [
  {
    name: 'an update of 7 bytes that claims 33,554,431 structs',
    effect: '269 MB allocated and 250 to 330 ms of stall, each time',
    connections: () => [[updateFrame(bytes(1, 33_554_431, 5, 0))]],
    told: CUT,
  },
  {
    name: 'the 27 bytes of yjs#687, an update of version 2',
    effect: 'mergeUpdatesV2 never returns',
    connections: () =>
      [1, 2].map((step) => [
        syncFrame(step, Buffer.from('00010000000001000100010200001602000001fdffffffff7f0000', 'hex')),
      ]),
    told: CUT,
  },
  {
    name: '4,000 updates with a gap in their clocks, each of a new client',
    effect: '20 s of CPU in all, kept for ever without anybody seeing them',
    connections: () => [times(4_000, (index) => updateFrame(gap(ATTACKER + index)))],
    told: told({ closed: CLOSE.invalidUpdate, asked: true }),
  },
  {
    name: '200 updates with a gap and 60 KB each',
    effect: '12 MB stored and encoded anew for ever, 162 MB of memory, no change to be seen',
    connections: () => [times(200, (index) => updateFrame(largeGap(ATTACKER + index)))],
    told: told({ asked: true }),
  },
  {
    name: 'a garbage-collected struct of length 2^40',
    effect: 'burns the client id that it names',
    connections: ({ victim }) =>
      [ATTACKER, victim].map((client) => [updateFrame(bytes(1, 1, client, 0, Uint8Array.of(0), 2 ** 40, 0))]),
    told: INVALID,
  },
  {
    name: 'a deleted item of length 2^40',
    effect: 'burns the client id that it names',
    connections: () => [[updateFrame(oneItem(1, 2 ** 40))]],
    told: INVALID,
  },
  {
    name: 'elements nested 2,000 deep',
    effect: 'rendering the document overflows the stack',
    connections: () => [[updateFrame(nestedXml(2_000))]],
    told: INVALID,
  },
  {
    name: 'elements nested 5,000 deep',
    effect: 'even deleting them overflows the stack',
    connections: () => [[updateFrame(nestedXml(5_000))]],
    told: INVALID,
  },
  {
    name: 'value arrays nested 5,000 deep',
    effect: 'overflows the stack while it is applied',
    connections: () => [[updateFrame(nestedArrays(5_000))]],
    told: INVALID,
  },
  {
    name: 'a state vector of 300,000 clients',
    effect: '0.9 s of stall and 133 MB',
    connections: () => [[syncFrame(0, vector(300_000))]],
    told: told({ closed: CLOSE.frameTooBig }),
  },
  {
    name: 'a state vector of as many clients as a frame holds, three times',
    effect: '0.8 s of stall and 110 MB, each time',
    connections: () => [times(3, () => syncFrame(0, vector(250_000)))],
    told: CUT,
  },
  {
    name: 'awareness with 100,000 states, three times',
    effect: '0.8 s of stall, and every newcomer is sent 684 KB',
    connections: () => {
      const states = times(100_000, (index): [number, number, string] => [index, 1, '{}']);
      const frame = awarenessFrame(states);
      return [times(3, () => frame.slice())];
    },
    told: CUT,
  },
  {
    name: 'an empty message',
    effect: 'a stack trace in the log, the socket left open, any number of times',
    connections: () => [[new Uint8Array()]],
    told: CUT,
  },
  {
    name: 'messages of text and of unknown types, without end',
    effect: 'a stack trace in the log, the socket left open, any number of times',
    connections: () => [
      times(200, () => new TextEncoder().encode('GET / HT')),
      times(200, (index) => bytes(200 + index, 1)),
    ],
    told: CUT,
  },
  {
    name: '200 updates of 0 to 8 bytes of garbage',
    effect: 'yjs#479 and yjs#498: applying them never returned',
    connections: () => garbage().map((body) => [updateFrame(body)]),
    told: CUT,
  },
  {
    name: 'a frame over the limit',
    effect: 'everything behind the limit depends on it',
    connections: () => [[new Uint8Array(MEGABYTE + 1)]],
    told: told({ closed: CLOSE.frameTooBig }),
  },
  {
    name: 'text forged under the client id of somebody else',
    effect: 'that person and the server differ for good',
    connections: ({ state, victim }) => [
      [updateFrame(updateOf(victim, (doc) => doc.getText('t').insert(0, FORGED), state))],
    ],
    told: told({ refused: ['foreign-client-id'] }),
  },
  {
    name: 'a caret forged with a clock of 2^40, three times',
    effect: 'sticks: the victim can never correct it',
    connections: ({ victim }) =>
      [victim, ATTACKER].map((client) =>
        times(3, () => awarenessFrame([[client, 2 ** 40, JSON.stringify({ user: { name: FORGED } })]])),
      ),
    told: CUT,
  },
];
