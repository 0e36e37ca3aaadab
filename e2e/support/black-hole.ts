import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Two ends of one connection through the hole. */
interface Pair {
  near: Socket;
  far: Socket;
  isLost: boolean;
}

/**
 * A network between a browser and Kontor that can lose everything without closing anything: what a laptop meets whose
 * router has forgotten it. What was swallowed never arrives.
 */
export class BlackHole {
  readonly #pairs = new Set<Pair>();
  #isSwallowing = false;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (near) => this.#join(near));
  }

  /** A way to `target` (an http address) that passes everything on until told otherwise. */
  static async before(target: string): Promise<BlackHole> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BlackHole(server, new URL(target));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on nothing passes: old connections stay open and dead, new ones are taken and never answered. */
  swallow(): void {
    this.#isSwallowing = true;
    for (const pair of this.#pairs) pair.isLost = true;
  }

  /** New connections pass; on lost ones the network answers at last that it does not know them. */
  heal(): void {
    this.#isSwallowing = false;
    for (const pair of this.#pairs) if (pair.isLost) this.#end(pair);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const pair of this.#pairs) this.#end(pair);
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair: Pair = { near, far, isLost: this.#isSwallowing };
    this.#pairs.add(pair);
    this.#pass(pair, near, far);
    this.#pass(pair, far, near);
  }

  #pass(pair: Pair, from: Socket, to: Socket): void {
    from.on('data', (bytes) => {
      if (!pair.isLost) to.write(bytes);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      if (!pair.isLost) this.#end(pair);
    });
  }

  #end(pair: Pair): void {
    this.#pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }
}
