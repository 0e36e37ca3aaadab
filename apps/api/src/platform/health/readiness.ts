/** One faulty part makes the node not ready; each part answers for itself. */
export type Probe = () => boolean | Promise<boolean>;

/** What `/readyz` asks: database, draining, and whatever else a module registers. */
export class Readiness {
  readonly #probes = new Map<string, Probe>();
  #draining = false;

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

  /** @returns the state of each part; ready when all are true */
  async report(): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
    const parts: Record<string, boolean> = { 'not-draining': !this.#draining };
    for (const [name, probe] of this.#probes) {
      try {
        parts[name] = await probe();
      } catch {
        parts[name] = false;
      }
    }
    return { ready: Object.values(parts).every(Boolean), parts };
  }
}
