import { DEFAULT_LIMITS } from '@kontor/collab';
import type { Refusal } from '@kontor/contracts';
import { Writer, type LoggedEdit } from '../support/writer.js';

/** Where each writer's log stood at a moment. */
export type Moment = readonly number[];

const TYPISTS = 5;
/** 20 edits a second, each with its marker, stay below what one connection may send for as long as it likes. */
const KEYSTROKE_MS = 50;

/** Five people, of different accounts, who type into one document. */
export class Crowd {
  readonly writers: readonly Writer[];
  #typing: ReturnType<typeof setInterval>[] = [];

  constructor(
    url: string,
    documentId: string,
    cookies: readonly string[],
    private readonly random: () => number,
  ) {
    this.writers = Array.from(
      { length: TYPISTS },
      (_, i) => new Writer(url, documentId, cookies[i % cookies.length] ?? ''),
    );
  }

  /** Everybody is connected and has what the server has. */
  async gathered(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.until(() => writer.isSynced && writer.isComplete)));
  }

  /** Short words at random places, and now and then some characters are taken away. */
  startTyping(): void {
    this.#typing = this.writers.map((writer) => setInterval(() => this.keystroke(writer), KEYSTROKE_MS));
  }

  stopTyping(): void {
    for (const timer of this.#typing.splice(0)) clearInterval(timer);
  }

  keystroke(writer: Writer): void {
    const { random } = this;
    const text = writer.doc.getText('faults');
    if (text.length > 20 && random() < 0.2)
      text.delete(Math.floor(random() * (text.length - 5)), 1 + Math.floor(random() * 4));
    else text.insert(Math.floor(random() * (text.length + 1)), `w${Math.floor(random() * 1e6)} `);
  }

  /** Somebody pastes so much that the room leaves a snapshot when it closes. */
  paste(): void {
    this.writers[0]?.doc.getText('faults').insert(0, ' '.repeat(DEFAULT_LIMITS.compaction.closingBytes));
  }

  /** All edits that were acknowledged until now. */
  promised(): LoggedEdit[] {
    return this.writers.flatMap((writer) => writer.acknowledged);
  }

  now(): Moment {
    return this.writers.map((writer) => writer.log.length);
  }

  /** Edits made after `moment` that are acknowledged by now. */
  acknowledgedSince(moment: Moment): number {
    return this.writers.reduce(
      (sum, writer, i) => sum + writer.log.slice(moment[i]).filter((edit) => edit.acknowledged).length,
      0,
    );
  }

  unacknowledgedSince(moment: Moment): number {
    const made = this.writers.reduce((sum, writer, i) => sum + writer.log.length - (moment[i] ?? 0), 0);
    return made - this.acknowledgedSince(moment);
  }

  /** How many connections have ended without anybody's leaving. */
  closes(): number {
    return this.writers.reduce((sum, writer) => sum + writer.closes.length, 0);
  }

  /** Resolves when everybody was refused an edit, and for no other reason. */
  async refused(code: Refusal): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.until(() => writer.refusals.length > 0)));
    expect(this.writers.flatMap(({ refusals }) => refusals.filter((other) => other !== code))).toEqual([]);
  }

  /** Resolves with the first acknowledgement of an edit made after `moment`. */
  async hearsAgain(moment: Moment): Promise<void> {
    await Promise.race(this.writers.map((writer) => writer.until(() => this.acknowledgedSince(moment) > 0)));
  }

  /** Each writes something of its own at the end, and resolves when everybody has read it of everybody. */
  async seeEachOther(): Promise<void> {
    const words = this.writers.map((writer, i) => {
      const word = `[${i} was here ${Math.floor(this.random() * 1e9)}]`;
      // In a type of its own: in the text the others would type into the middle of it.
      writer.doc.getArray<string>('greetings').push([word]);
      return word;
    });
    await Promise.all(
      this.writers.map((writer) =>
        writer.until(() => {
          const read = writer.doc.getArray<string>('greetings').toArray();
          return words.every((word) => read.includes(word));
        }),
      ),
    );
  }

  /** Whoever loses the connection stays away, so that nobody brings back what the server lost before it was looked for. */
  hold(): void {
    for (const writer of this.writers) writer.hold();
  }

  leave(): void {
    for (const writer of this.writers) writer.leave();
  }

  release(): void {
    for (const writer of this.writers) writer.release();
  }

  /** Everybody is connected and all that anybody wrote is acknowledged. */
  async settled(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.settled()));
  }

  stop(): void {
    this.stopTyping();
    for (const writer of this.writers) writer.stop();
  }
}
