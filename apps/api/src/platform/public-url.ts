import type { Config } from '../config/config.js';

/** Base of every link that leaves the house: the configured one, else the address Kontor listens on. */
export class PublicUrl {
  #listening: string;

  constructor(private readonly config: Config) {
    this.#listening = `http://${config.host}:${config.port}`;
  }

  /** Told by start-up once the port is known (`PORT=0` picks a free one). */
  listeningAt(url: string): void {
    this.#listening = url;
  }

  /** Without a slash at its end. */
  base(): string {
    return this.config.publicUrl ?? this.#listening;
  }
}
