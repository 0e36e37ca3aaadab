import * as Y from 'yjs';
import { createDocument, signIn } from '../../support/http.js';
import type { KontorProcess } from '../../support/kontor-process.js';
import { inTime } from '../../support/waiting.js';
import { Writer } from '../../support/writer.js';

const ACCOUNTS = ['coordinator', 'editor.kortrijk', 'editor.tampere'];
const WRITERS = 19;
/** A document takes 20 MB: of so many pieces that a writer has written, all but the first are taken back. */
const PIECES = 3;
const PROBE_MS = 100;

/** How much each writer writes. */
export interface Pace {
  changesPerSecond: number;
  changeBytes: number;
}

/** Twenty connections to one new document: nineteen write, one only reads. */
export class Hall {
  readonly writers: Writer[];
  readonly reader: Writer;
  written = 0;
  /** How long changes of one writer took to another one, in milliseconds. */
  readonly #delays: number[] = [];
  #typing: NodeJS.Timeout[] = [];

  private constructor(
    url: string,
    documentId: string,
    cookies: readonly string[],
    private readonly pace: Pace,
    private readonly random: () => number,
  ) {
    const enter = (at: number): Writer => new Writer(url, documentId, cookies[at % cookies.length] ?? '');
    this.writers = Array.from({ length: WRITERS }, (_, at) => enter(at));
    this.reader = enter(WRITERS);
    this.listen();
  }

  static async open(
    kontor: KontorProcess,
    cookies: readonly string[],
    pace: Pace,
    random: () => number,
    title: string,
  ): Promise<Hall> {
    const documentId = await createDocument(kontor.url, cookies[0] ?? '', title);
    const hall = new Hall(kontor.url, documentId, cookies, pace, random);
    await inTime(Promise.all(hall.all.map((one) => one.until(() => one.isComplete && one.isSynced))));
    return hall;
  }

  static cookies(kontor: KontorProcess): Promise<string[]> {
    return Promise.all(ACCOUNTS.map((who) => signIn(kontor.url, `${who}@demo.kontor.example`)));
  }

  get all(): Writer[] {
    return [...this.writers, this.reader];
  }

  /** Everybody but the reader writes, each at a steady pace, and two of them watch how long it takes. */
  startWriting(): void {
    this.#typing = this.writers.map((writer) => {
      const pieces: Y.RelativePosition[] = [];
      return setInterval(() => this.write(writer, pieces), 1_000 / this.pace.changesPerSecond);
    });
    const probe = (): void =>
      void this.writers[0]?.doc.getMap('probe').set('sent', Date.now() + this.random() / 1_000);
    this.#typing.push(setInterval(probe, PROBE_MS));
  }

  stopWriting(): void {
    for (const timer of this.#typing.splice(0)) clearInterval(timer);
  }

  /** Resolves when the reader has all that anybody has written. */
  complete(): Promise<void> {
    const has = (doc: Y.Doc, id: number): number => Y.getState(doc.store, id);
    const isThere = ({ doc }: Writer): boolean =>
      has(this.reader.doc, doc.clientID) >= has(doc, doc.clientID);
    return inTime(
      this.reader.until(() => this.writers.every(isThere)),
      'the reader',
    );
  }

  /** Text, clocks and deletions of everybody are the same. */
  async expectEqual(): Promise<void> {
    await inTime(Promise.all(this.writers.map((one) => one.settled())));
    const clocks = (doc: Y.Doc): number =>
      [...Y.decodeStateVector(Y.encodeStateVector(doc)).values()].reduce((a, b) => a + b, 0);
    const most = Math.max(...this.writers.map(({ doc }) => clocks(doc)));
    await inTime(Promise.all(this.all.map((one) => one.until(() => clocks(one.doc) === most))));
    const own = Y.snapshot(this.reader.doc);
    for (const { doc } of this.writers) expect(Y.equalSnapshots(Y.snapshot(doc), own)).toBe(true);
    expect(this.writers[0]?.text() === this.reader.text()).toBe(true);
    expect(this.reader.doc.store.pendingStructs).toBeNull();
  }

  /** Nobody but the reader has lost a connection or been refused anything. */
  expectUndisturbed(): void {
    for (const { closes, refusals } of this.writers)
      expect({ closes, refusals }).toEqual({ closes: [], refusals: [] });
  }

  /** The time within which this share of a writer's changes reached another one. */
  delay(share: number): number {
    return this.#delays.toSorted((a, b) => a - b)[Math.ceil(share * this.#delays.length) - 1] ?? Infinity;
  }

  close(): void {
    this.stopWriting();
    for (const one of this.all) one.stop();
  }

  /** One more change of everybody. */
  writeOnce(): void {
    for (const writer of this.writers) this.write(writer, []);
  }

  private write({ doc }: Writer, pieces: Y.RelativePosition[]): void {
    const text = doc.getText('faults');
    doc.transact(() => {
      text.insert(
        0,
        Math.floor(this.random() * 36 ** 8)
          .toString(36)
          .padEnd(this.pace.changeBytes, '.'),
      );
      pieces.push(Y.createRelativePositionFromTypeIndex(text, 0));
      const old = pieces.length < PIECES ? [] : pieces.splice(0).slice(1);
      for (const piece of old) {
        const at = Y.createAbsolutePositionFromRelativePosition(piece, doc);
        if (at !== null) text.delete(at.index, this.pace.changeBytes);
      }
    });
    this.written += this.pace.changeBytes;
  }

  private listen(): void {
    const probe = this.writers[1]?.doc.getMap<number>('probe');
    probe?.observe(() => {
      const delay = Date.now() - (probe.get('sent') ?? Infinity);
      this.#delays.push(delay);
    });
  }
}
