/** One faulty part makes the node not ready; each part answers for itself. */
export type Probe = () => boolean | Promise<boolean>;

/** Whoever asks gives up soon; a part that does not answer in this time is not ready. */
const PATIENCE_MS = 2_000;

/** What `/readyz` asks: database, draining, and whatever else a module registers. */
export class Readiness {
  readonly #probes = new Map<string, Probe>();
  #draining = false;

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  register(name: string, probe: Probe): void {
    this.#probes.set(name, probe);
  }

  /** From here on the node takes no new work; load balancers look elsewhere. */
  drain(): void {
    this.#draining = true;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** @returns the state of each part; ready when all are true. While draining nobody is asked: the answer is known. */
  async report(): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
    if (this.#draining) return { ready: false, parts: { 'not-draining': false } };
    const answers = await Promise.all(
      [...this.#probes].map(async ([name, probe]) => [name, await this.ask(probe)] as const),
    );
    const parts = { 'not-draining': true, ...Object.fromEntries(answers) };
    return { ready: Object.values(parts).every(Boolean), parts };
  }

  private async ask(probe: Probe): Promise<boolean> {
    let late: NodeJS.Timeout | undefined;
    const patience = new Promise<boolean>((resolve) => {
      late = setTimeout(() => resolve(false), this.patienceMs);
    });
    try {
      return await Promise.race([probe(), patience]);
    } catch {
      return false;
    } finally {
      clearTimeout(late);
    }
  }
}
