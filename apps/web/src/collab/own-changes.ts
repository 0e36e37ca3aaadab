import { getState, parseUpdateMeta, type Doc } from 'yjs';
import { Ledger } from './ledger.js';
import { ownText } from './own-text.js';

/** What this page has written into one text and no server has called durable yet, and how far the device has it. */
export class OwnChanges {
  readonly ledger = new Ledger();
  /** How many of the changes this browser's store has taken. */
  onDevice = 0;
  #open: { change: number; update: Uint8Array }[] = [];

  /** Counts a change; returns its number. */
  add(update: Uint8Array): number {
    const change = this.ledger.changed();
    this.#open.push({ change, update });
    return change;
  }

  /** Changes up to this one are durable. Returns whether that is news. */
  settled(durable: number): boolean {
    const before = this.#open.length;
    this.#open = this.#open.filter(({ change }) => change > durable);
    return before !== this.#open.length;
  }

  get isNoneOpen(): boolean {
    return this.#open.length === 0;
  }

  /** The words in them, for copying. */
  textIn(doc: Doc): string {
    return ownText(
      doc,
      this.#open.map(({ update }) => update),
    );
  }

  /** Where they begin, as a clock under the client id of `doc`; its next clock when there are none. */
  firstClockIn({ clientID, store }: Doc): number {
    const from = this.#open.flatMap(({ update }) => parseUpdateMeta(update).from.get(clientID) ?? []);
    return Math.min(getState(store, clientID), ...from);
  }
}
