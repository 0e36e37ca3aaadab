import { randomBytes } from 'node:crypto';
import { openTestDatabase } from '@kontor/testing';
import { DatabaseProxy } from '../support/database-proxy.js';
import { createDocument, signIn } from '../support/http.js';
import { KontorProcess } from '../support/kontor-process.js';
import { StoredDocuments } from '../support/stored-documents.js';
import { startOnSmallDisk } from './small-disk.js';

export type StageName = 'embedded' | 'behind-proxy' | 'small-disk';

const TYPISTS = ['editor.tampere', 'editor.kortrijk', 'coordinator'];

/** A running Kontor with a document to write in, and the ways to hurt it. */
export interface Stage {
  kontor: KontorProcess;
  /** Of the people who may write here. */
  readonly cookies: readonly string[];
  documentId: string;
  readonly store: Promise<StoredDocuments>;
  /** Kills the program if it still runs, and starts it on the same data and port. `extra` holds until the next restart. */
  restart(extra?: Readonly<Record<string, string>>): Promise<void>;
  /** Between the program and its database; only behind the proxy. */
  readonly proxy: DatabaseProxy;
  close(): Promise<void>;
}

interface Parts {
  kontor: KontorProcess;
  openStore(): Promise<StoredDocuments>;
  proxy?: DatabaseProxy;
  afterwards?(): Promise<void>;
}

class OpenStage implements Stage {
  documentId = '';
  cookies: readonly string[] = [];
  kontor: KontorProcess;
  #store: Promise<StoredDocuments> | null = null;

  constructor(private readonly parts: Parts) {
    this.kontor = parts.kontor;
  }

  get store(): Promise<StoredDocuments> {
    this.#store ??= this.parts.openStore();
    return this.#store;
  }

  get proxy(): DatabaseProxy {
    if (!this.parts.proxy) throw new Error('this stage has no proxy');
    return this.parts.proxy;
  }

  async signIn(): Promise<this> {
    this.cookies = await Promise.all(
      TYPISTS.map((who) => signIn(this.kontor.url, `${who}@demo.kontor.example`)),
    );
    return this;
  }

  async restart(extra: Readonly<Record<string, string>> = {}): Promise<void> {
    this.kontor = await this.kontor.restart(extra);
  }

  async close(): Promise<void> {
    await this.#store?.then((store) => store.close());
    await this.kontor.discard();
    await this.parts.afterwards?.();
  }
}

const OPEN: Readonly<Record<StageName, () => Promise<Parts>>> = {
  /** As on a laptop: the program owns its database, a child process. */
  embedded: async () => {
    const kontor = await KontorProcess.start();
    return { kontor, openStore: () => StoredDocuments.ofEmbedded(kontor.dataDir) };
  },
  /** As in production: a database of its own, over a connection that we hold in our hands. */
  'behind-proxy': async () => {
    const database = await openTestDatabase();
    const proxy = await DatabaseProxy.before(database.uri);
    const kontor = await KontorProcess.start({
      MONGODB_URI: proxy.uriFor(database.uri),
      KONTOR_SECRET: randomBytes(32).toString('hex'),
      KONTOR_DEMO: 'true',
    });
    const afterwards = async (): Promise<void> => {
      proxy.close();
      await database.drop();
    };
    return { kontor, proxy, afterwards, openStore: () => StoredDocuments.at(database.uri) };
  },
  'small-disk': async () => {
    const kontor = await startOnSmallDisk();
    return { kontor, openStore: () => StoredDocuments.ofEmbedded(kontor.dataDir) };
  },
};

/** The stages of a run, each opened when a fault first asks for it. */
export class Stages {
  readonly #open = new Map<StageName, Promise<OpenStage>>();

  /** The stage, with a fresh document on it. */
  async at(name: StageName, title: string): Promise<Stage> {
    let opening = this.#open.get(name);
    if (!opening) {
      opening = OPEN[name]().then((parts) => new OpenStage(parts).signIn());
      this.#open.set(name, opening);
    }
    const stage = await opening;
    stage.documentId = await createDocument(stage.kontor.url, stage.cookies[0] ?? '', title);
    return stage;
  }

  /** Closes one, so that the next round starts on a new one. */
  async discard(name: StageName): Promise<void> {
    const opening = this.#open.get(name);
    this.#open.delete(name);
    await (await opening)?.close();
  }

  async close(): Promise<void> {
    for (const name of this.#open.keys()) await this.discard(name);
  }
}
