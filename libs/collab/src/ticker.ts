import type { Clock } from './ports.js';

/** One timer for many: runs while at least one member has something to do, else sets no timer at all. */
export class Ticker<Member> {
  private readonly members = new Set<Member>();
  private cancel: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
    /** @returns whether the member wants the next tick too */
    private readonly visit: (member: Member) => boolean,
  ) {}

  add(member: Member): void {
    this.members.add(member);
    this.cancel ??= this.clock.after(this.everyMs, () => this.tick());
  }

  private tick(): void {
    this.cancel = null;
    for (const member of Array.from(this.members)) {
      this.members.delete(member);
      if (this.visit(member)) this.add(member);
    }
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    this.members.clear();
  }
}
