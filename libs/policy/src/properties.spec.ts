import { ALL_ACTIONS, type Action } from './actions.js';
import { decide, isAllowed } from './decide.js';
import type { Facts } from './facts.js';
import { RULES } from './rules.js';
import { COLUMNS, factsFor, SWITCH_NAMES, type Column } from './testing/circumstances.js';

/** Small seeded generator (mulberry32): a failing seed can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SEED = Number(process.env['KONTOR_SEED'] ?? Date.now() % 1_000_000);
const WORLDS_PER_COLUMN = 120;
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];

const worlds = (column: Column, next: () => number): Facts[] =>
  Array.from({ length: WORLDS_PER_COLUMN }, () => {
    const density = next();
    return factsFor(
      column,
      SWITCH_NAMES.filter(() => next() < density),
    );
  });

/** The same facts with every object's properties in reverse order. */
function reversed<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, part]) => [name, reversed(part)]),
  ) as T;
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

/** Facts of which any part may be missing. */
const thinned = (facts: Facts, next: () => number): Facts => ({
  ...Object.fromEntries(Object.entries(facts).filter(() => next() < 0.5)),
  actor: facts.actor,
});

const KNOWN_RULES: ReadonlySet<string> = new Set(Object.values(RULES));

describe(`for any facts (KONTOR_SEED=${SEED})`, () => {
  it('[P-9] a decision is total: whatever is missing, it answers and names a rule that exists', () => {
    const next = random(SEED);
    const odd: string[] = [];
    for (const column of COLUMN_NAMES) {
      for (const facts of worlds(column, next)) {
        const thin = deepFreeze(thinned(facts, next));
        for (const action of ALL_ACTIONS) {
          const decision = decide(thin, action);
          if (!decision.allowed && !KNOWN_RULES.has(decision.rule)) odd.push(`${column} ${action}`);
        }
      }
    }
    expect(odd).toEqual([]);
  });

  it('[P-9] no decision depends on the order of properties', () => {
    const next = random(SEED + 1);
    for (const column of COLUMN_NAMES) {
      for (const facts of worlds(column, next)) {
        const turned = reversed(facts);
        for (const action of ALL_ACTIONS) {
          const [a, b] = [decide(facts, action), decide(turned, action)];
          if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${column} ${action}`);
        }
      }
    }
  });

  it('[P-2] anonymous gets the public actions and nothing else, whatever else holds', () => {
    const allowed = new Set<Action>();
    for (const facts of worlds('PB', random(SEED + 2))) {
      for (const action of ALL_ACTIONS) if (isAllowed(facts, action)) allowed.add(action);
    }
    expect([...allowed].toSorted()).toEqual(
      [
        'instance.read', 'set-up.complete', 'session.create', 'password-reset.request',
        'password-reset.complete', 'invitation.inspect', 'invitation.accept', 'attachment.read',
        // Published things and open forms of later nouns.
        'publication.read', 'publication.read-comments', 'publication.comment', 'review.read-report',
        'review.see-reviewer', 'thread.read', 'post.read', 'transfer-note.read', 'indicator-value.read',
        'catalogue-service.read', 'demo-visit.request', 'event.register', 'b2b-meeting.request',
        'manual.read', 'manual.submit-case', 'commitment.read',
        // The signed link of a mail is the key.
        'unsubscription.inspect', 'unsubscription.create',
      ].toSorted(), // prettier-ignore
    );
  });

  it('[P-3] a disabled account gets nothing', () => {
    const next = random(SEED + 3);
    for (const column of COLUMN_NAMES) {
      for (const facts of worlds(column, next)) {
        if (facts.actor.kind !== 'person') continue;
        const disabled: Facts = { ...facts, actor: { ...facts.actor, disabled: true } };
        expect(ALL_ACTIONS.filter((action) => isAllowed(disabled, action))).toEqual([]);
      }
    }
  });

  it('[P-4] leaving facts out never opens what all facts together refuse, but for the optional ones', () => {
    const next = random(SEED + 4);
    // Not loaded, these say "no obstacle": whose account it is (P-16), whose membership (P-24, P-25), and the
    // review that a document carries; the callers that need them are named by those rules.
    const kept = ['account', 'membership', 'instance', 'workspace'] as const;
    for (const column of COLUMN_NAMES) {
      for (const facts of worlds(column, next)) {
        const thin: Facts = {
          ...thinned(facts, next),
          ...Object.fromEntries(kept.map((k) => [k, facts[k]])),
        };
        for (const action of ALL_ACTIONS) {
          if (isAllowed(thin, action) && !isAllowed(facts, action)) throw new Error(`${column} ${action}`);
        }
      }
    }
  });

  it('[P-32] nobody but coordinators and editors ever writes in the shared text', () => {
    const next = random(SEED + 5);
    for (const column of COLUMN_NAMES.filter((name) => name !== 'LP' && name !== 'ED')) {
      for (const facts of worlds(column, next))
        expect(isAllowed(facts, 'practice-document.edit')).toBe(false);
    }
  });

  it('[P-8] being operator adds no reading of content to what the same person would read without', () => {
    const next = random(SEED + 6);
    const desk = new Set<Action>(['mail-outbox.read', 'account.list', 'account.disable', 'account.enable']);
    for (const facts of worlds('OP', next)) {
      if (facts.actor.kind !== 'person') continue;
      const plain: Facts = { ...facts, actor: { ...facts.actor, isOperator: false } };
      for (const action of ALL_ACTIONS) {
        if (desk.has(action) || action === 'workspace.create') continue;
        if (isAllowed(facts, action) !== isAllowed(plain, action)) throw new Error(action);
      }
    }
  });
});
