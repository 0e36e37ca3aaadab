import { REFUSALS } from '@kontor/contracts';
import { SAVED_STATES, SLOW_AFTER_MS, isUnsafeToLeave, savedState, type SavedFacts, type StopReason } from './saved-state.js'; // prettier-ignore

const calm: SavedFacts = {
  canEdit: true,
  loaded: true,
  connected: true,
  changes: 3,
  durable: 3,
  onDevice: 3,
  pendingSince: null,
  refused: null,
  storeAway: false,
  stopped: null,
  now: 1_000_000,
};
const facts = (change: Partial<SavedFacts>): SavedFacts => ({ ...calm, ...change });
const pending = { changes: 4, durable: 3, onDevice: 4, pendingSince: 1_000_000 - 10 } as const;
const STOPS: StopReason[] = ['session-ended', 'access-removed', 'gone', 'review-ended', 'document-full', 'invalid', 'client-too-old', 'generation-changed']; // prettier-ignore

/** Every combination of the facts that matter: 2*2*2*3*2*3*9*7 of them. */
function* everything(): Generator<SavedFacts> {
  for (const canEdit of [true, false])
    for (const loaded of [true, false])
      for (const connected of [true, false])
        for (const [changes, durable] of [[0, 0], [5, 5], [5, 2]] as const)
          for (const onDevice of [changes, durable])
            for (const [age, storeAway] of [[0, false], [SLOW_AFTER_MS, false], [SLOW_AFTER_MS, true]] as const)
              for (const stopped of [null, ...STOPS])
                for (const refused of [null, ...REFUSALS])
                  yield { canEdit, loaded, connected, changes, durable, onDevice, stopped, refused, storeAway, now: 1e6, pendingSince: changes > durable ? 1e6 - age : null }; // prettier-ignore
}

describe('the saved indicator', () => {
  it('says saved only when connected, everything sent is acknowledged, nothing refused and nothing stopped', () => {
    for (const each of everything()) {
      if (savedState(each) !== 'saved') continue;
      expect(each).toMatchObject({ connected: true, loaded: true, canEdit: true, stopped: null });
      expect(each.changes).toBe(each.durable);
    }
    expect(savedState(calm)).toBe('saved');
  });

  it('never says anything reassuring while a change can be lost', () => {
    const reassuring = new Set([
      'saved',
      'offline',
      'only-on-this-device',
      'read-only',
      'loading',
      'stopped',
    ]);
    for (const each of everything()) {
      if (each.changes > each.durable && each.onDevice < each.changes)
        expect(reassuring).not.toContain(savedState(each));
    }
  });

  it('says refused whenever own words will never be accepted, whatever the reason', () => {
    for (const each of everything()) {
      const hopeless =
        each.changes > each.durable &&
        (each.refused !== null || ![null, 'session-ended'].includes(each.stopped) || !each.canEdit);
      expect(savedState(each) === 'refused').toBe(hopeless);
    }
  });

  it('never calls words lost that wait for the store or for a sign-in, and never calls them saved', () => {
    for (const each of everything()) {
      if (each.changes === each.durable) continue;
      const state = savedState(each);
      if (state === 'store-away')
        expect(each).toMatchObject({ storeAway: true, refused: null, stopped: null });
      if (state === 'signed-out') expect(each).toMatchObject({ stopped: 'session-ended', refused: null });
      if (each.storeAway) expect(state).not.toMatch(/saved|saving/);
    }
  });

  it('answers every combination of facts with one of its words', () => {
    for (const each of everything()) expect(SAVED_STATES).toContain(savedState(each));
  });

  it.each([
    ['saving', facts(pending)],
    ['saving-slow', facts({ ...pending, pendingSince: calm.now - SLOW_AFTER_MS })],
    ['offline', facts({ connected: false })],
    ['only-on-this-device', facts({ ...pending, connected: false })],
    ['unsafe', facts({ ...pending, connected: false, onDevice: 3 })],
    ['refused', facts({ ...pending, refused: 'read-only' })],
    ['refused', facts({ ...pending, stopped: 'access-removed' })],
    ['refused', facts({ ...pending, canEdit: false })],
    ['read-only', facts({ canEdit: false })],
    ['store-away', facts({ storeAway: true })],
    ['store-away', facts({ ...pending, storeAway: true, connected: false })],
    ['signed-out', facts({ ...pending, stopped: 'session-ended' })],
    ['stopped', facts({ stopped: 'session-ended' })],
    ['loading', facts({ loaded: false, connected: false, changes: 0, durable: 0, onDevice: 0 })],
  ] as const)('says %s', (state, each) => expect(savedState(each)).toBe(state));

  it('does not change its mind with time alone, but for calling a long wait long', () => {
    for (const each of everything()) {
      const later = savedState({ ...each, now: each.now + 3_600_000 });
      const now = savedState(each);
      expect([now, now === 'saving' ? 'saving-slow' : now]).toContain(later);
    }
  });

  it('asks before the tab closes exactly when words would be lost', () => {
    expect(isUnsafeToLeave(facts({ ...pending, connected: false, onDevice: 3 }))).toBe(true);
    expect(isUnsafeToLeave(facts({ ...pending, onDevice: 3 }))).toBe(true);
    expect(isUnsafeToLeave(facts({ ...pending, refused: 'invalid' }))).toBe(true);
    expect(isUnsafeToLeave(facts({ ...pending, storeAway: true, onDevice: 3 }))).toBe(true);
    expect(isUnsafeToLeave(facts({ ...pending, storeAway: true }))).toBe(false);
    expect(isUnsafeToLeave(facts({ ...pending, stopped: 'session-ended' }))).toBe(false);
    expect(isUnsafeToLeave(facts({ ...pending, stopped: 'session-ended', onDevice: 3 }))).toBe(true);
    expect(isUnsafeToLeave(facts(pending))).toBe(false);
    expect(isUnsafeToLeave(calm)).toBe(false);
  });
});
