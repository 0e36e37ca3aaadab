import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { call, signIn } from '../../support/http.js';
import { KontorProcess } from '../../support/kontor-process.js';
import { longText, revise, textsOf, writeSections } from '../../support/long-text.js';
import { webSocketWith } from '../../support/raw-socket.js';
import { seeded } from '../../support/random.js';
import { Writer } from '../../support/writer.js';

export interface LongDocument {
  id: string;
  title: string;
  words: number;
  /** Of the document's state as one update, in bytes. */
  bytes: number;
}

/** Words per later change to the text: some four changes in each paragraph, by people other than who wrote it. */
const WORDS_PER_REVISION = 20;

/** A running Kontor with one workspace, one person who opens documents and one who types along. */
export class Stage {
  private constructor(
    readonly kontor: KontorProcess,
    readonly cookie: string,
    readonly workspaceId: string,
  ) {}

  static async set(): Promise<Stage> {
    const kontor = await KontorProcess.start();
    const cookie = await signIn(kontor.url, 'coordinator@demo.kontor.example');
    const { id } = await call(kontor.url, cookie, 'POST', '/workspaces', { name: 'Long documents' });
    return new Stage(kontor, cookie, String(id));
  }

  get listPath(): string {
    return `/workspaces/${this.workspaceId}/practice-documents`;
  }

  /** Writes a long document through the sync endpoint, as an editor would, and lets others revise it. */
  async write(words: number, seed: number): Promise<LongDocument> {
    const title = `A practice in ${words} words`;
    const created = await call(this.kontor.url, this.cookie, 'POST', this.listPath, {
      title,
      template: 'guided',
    });
    const id = String(created['id']);
    const next = seeded(seed);
    const text = longText(words, next);
    await this.#asWriter(id, (doc) => writeSections(doc, text.sections));
    for (const share of [0.5, 0.3, 0.2]) {
      await this.#asWriter(id, (doc) => revise(doc, Math.round((words * share) / WORDS_PER_REVISION), next));
    }
    let bytes = 0;
    await this.#asWriter(id, (doc) => (bytes = Y.encodeStateAsUpdate(doc).length));
    return { id, title, words: text.words, bytes };
  }

  async #asWriter(documentId: string, act: (doc: Y.Doc) => void): Promise<void> {
    const writer = new Writer(this.kontor.url, documentId, this.cookie);
    await writer.until(() => writer.isComplete && writer.isSynced);
    act(writer.doc);
    await writer.settled();
    writer.stop();
  }

  /** Somebody else in the same document, with a caret, who types a character every so many milliseconds. */
  async colleague(documentId: string, everyMs: number): Promise<() => void> {
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(
      `${this.kontor.url.replace(/^http/, 'ws')}/collab`,
      documentId,
      doc,
      {
        WebSocketPolyfill: webSocketWith({ cookie: this.cookie, origin: this.kontor.url }),
        disableBc: true,
      },
    );
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
    const texts = textsOf(doc);
    const text = texts[Math.floor(texts.length / 4)];
    if (text === undefined) throw new Error('nothing to type into');
    let at = Math.floor(text.length / 2);
    const timer = setInterval(() => {
      text.insert(at, 'm');
      at += 1;
      const caret = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at));
      provider.awareness.setLocalStateField('cursor', { anchor: caret, head: caret });
    }, everyMs);
    return () => {
      clearInterval(timer);
      provider.destroy();
      doc.destroy();
    };
  }

  async strike(): Promise<void> {
    await this.kontor.discard();
  }
}
