import { MessageFuzz } from '@kontor/testing';

const messages = Number(process.env['KONTOR_FUZZ_MESSAGES'] ?? 20_000);
const firstSeed = Number(process.env['KONTOR_FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
/** Messages to one document before the next: short, because what was taken stays and makes a document strange. */
const PER_RUN = 500;

describe('seeded mutation of valid messages', () => {
  it(
    `[C-97] [C-101] ${messages} of them: no crash, no hang, no divergence (seed ${firstSeed}; npm run fuzz -- --seed ${firstSeed})`,
    async () => {
      const sum = { messages: 0, taken: 0, cut: 0, reloads: 0, reordered: 0, slowestMs: 0 };
      // Yjs tells the console what it thinks of values that no type has taken in yet.
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      for (let seed = firstSeed; sum.messages < messages; seed += 1) {
        const count = Math.min(PER_RUN, messages - sum.messages);
        const report = await new MessageFuzz(seed, count).run();
        sum.messages += report.messages;
        sum.taken += report.taken;
        sum.cut += Object.values(report.closed).reduce((a, b) => a + b, 0);
        sum.reloads += report.reloads;
        sum.reordered += report.reordered;
        sum.slowestMs = Math.max(sum.slowestMs, report.slowestMs);
      }
      warn.mockRestore();
      process.stderr.write(`fuzz: ${JSON.stringify(sum)}\n`);
      // A run in which nothing happens proves nothing.
      expect(sum.taken).toBeGreaterThan(messages / 100);
      expect(sum.cut).toBeGreaterThan(messages / 100);
      // Yjs must not throw on what the guard took: it would cut everybody who writes there.
      expect(sum.reloads).toBe(0);
    },
    Math.max(120_000, messages * 30),
  );
});
