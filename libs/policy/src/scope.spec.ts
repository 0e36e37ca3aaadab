import { WORKSPACE_ROLES } from '@kontor/contracts';
import { decide, isAllowed } from './decide.js';
import type { PersonActor } from './facts.js';
import { scope } from './scope.js';
import { factsFor } from './testing/circumstances.js';

const person: PersonActor = {
  kind: 'person',
  userId: 'u',
  organisationId: 'o',
  isOperator: false,
  disabled: false,
  coordinatesSomewhere: false,
};

describe('scope', () => {
  it('[P-27] [P-31] lists all drafts for officials and shared ones for community members', () => {
    expect(scope(person)).toEqual({
      workspaces: 'joined',
      documents: { allAs: ['coordinator', 'editor', 'decision-maker'], sharedOnlyAs: ['member'] },
      threads: { allAs: ['coordinator', 'editor', 'decision-maker'], communityOnlyAs: ['member'] },
      commitments: { allAs: ['coordinator', 'editor', 'decision-maker'], signedOnlyAs: ['member'] },
      people: 'sharing-a-workspace',
    });
  });

  it('[P-18] shows all people to officials', () => {
    expect(scope({ ...person, isOfficialSomewhere: true }).people).toBe('all');
  });

  it('[P-130] lets every signed-in person ask for people, and who is in no workspace finds nobody that way', () => {
    expect(isAllowed({ actor: person }, 'person.list')).toBe(true);
    expect(isAllowed({ actor: { kind: 'anonymous' } }, 'person.list')).toBe(false);
    expect(isAllowed({ actor: person, person: { sharesWorkspace: false } }, 'person.see')).toBe(false);
  });

  it('[P-8] [P-27] gives an operator no more than anybody else', () => {
    expect(scope({ ...person, isOperator: true })).toEqual(scope(person));
  });

  it('[P-2] [P-3] is empty for anonymous and disabled actors', () => {
    const nothing = {
      workspaces: 'none',
      documents: { allAs: [], sharedOnlyAs: [] },
      threads: { allAs: [], communityOnlyAs: [] },
      commitments: { allAs: [], signedOnlyAs: [] },
      people: 'none',
    };
    expect(scope({ kind: 'anonymous' })).toEqual(nothing);
    expect(scope({ ...person, isOfficialSomewhere: true, disabled: true })).toEqual(nothing);
  });

  it('[P-27] lists exactly what a single read allows', () => {
    const { allAs, sharedOnlyAs } = scope(person).documents;
    const columns = { coordinator: 'LP', editor: 'ED', 'decision-maker': 'DM', member: 'CM' } as const;
    for (const role of WORKSPACE_ROLES) {
      for (const isShared of [true, false]) {
        const facts = factsFor(columns[role], isShared ? ['S'] : []);
        const listed = allAs.includes(role) || (sharedOnlyAs.includes(role) && isShared);
        expect(isAllowed(facts, 'practice-document.read')).toBe(listed);
      }
    }
  });

  it('[P-27] [P-70] lists exactly the threads that a single read allows', () => {
    const { allAs, communityOnlyAs } = scope(person).threads;
    const columns = { coordinator: 'LP', editor: 'ED', 'decision-maker': 'DM', member: 'CM' } as const;
    for (const role of WORKSPACE_ROLES) {
      for (const isCommunity of [true, false]) {
        const facts = factsFor(columns[role], isCommunity ? ['S'] : []);
        const listed = allAs.includes(role) || (communityOnlyAs.includes(role) && isCommunity);
        expect(isAllowed(facts, 'thread.read')).toBe(listed);
      }
    }
  });

  it('[P-27] [P-112] lists exactly the commitments that a single read allows', () => {
    const { allAs, signedOnlyAs } = scope(person).commitments;
    const columns = { coordinator: 'LP', editor: 'ED', 'decision-maker': 'DM', member: 'CM' } as const;
    for (const role of WORKSPACE_ROLES) {
      for (const isSigned of [true, false]) {
        const listed = allAs.includes(role) || (signedOnlyAs.includes(role) && isSigned);
        expect(isAllowed(factsFor(columns[role], isSigned ? ['y'] : []), 'commitment.read')).toBe(listed);
      }
    }
  });

  it('[P-120] everybody who is signed in searches, and nobody else', () => {
    expect(isAllowed({ actor: person }, 'search.run')).toBe(true);
    expect(decide({ actor: { kind: 'anonymous' } }, 'search.run')).toMatchObject({ allowed: false });
    expect(decide({ actor: { ...person, disabled: true } }, 'search.run')).toMatchObject({ allowed: false });
  });

  it('[P-121] people are found by whoever may see them, by a reach that follows the single look', () => {
    for (const actor of [person, { ...person, isOfficialSomewhere: true }, { ...person, disabled: true }]) {
      const sees = (sharesWorkspace: boolean) =>
        isAllowed({ actor, person: { sharesWorkspace } }, 'person.see');
      const expected = sees(false) ? 'all' : sees(true) ? 'sharing-a-workspace' : 'none';
      expect(scope(actor).people).toBe(expected);
    }
  });

  it('[P-28] a community member watches the workspace, yet may not read an unshared draft that an event names', () => {
    expect(decide(factsFor('CM', []), 'live.watch').allowed).toBe(true);
    expect(decide(factsFor('CM', []), 'practice-document.read').allowed).toBe(false);
  });
});
