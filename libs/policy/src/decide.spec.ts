import { WORKSPACE_ROLES, type WorkspaceRole } from '@kontor/contracts';
import type { Action } from './actions.js';
import { decide, isAllowed } from './decide.js';
import type { Facts } from './facts.js';
import { RULES, type RuleId } from './rules.js';
import { factsFor, type Column, type Switch } from './testing/circumstances.js';

const may = (column: Column, action: Action, circumstances: Iterable<Switch> = []): boolean =>
  isAllowed(factsFor(column, circumstances), action);
const refusalOf = (facts: Facts, action: Action): RuleId | null => {
  const decision = decide(facts, action);
  return decision.allowed ? null : decision.rule;
};
const refusal = (column: Column, action: Action, circumstances: Iterable<Switch> = []): RuleId | null =>
  refusalOf(factsFor(column, circumstances), action);
const COLUMN_OF: Record<WorkspaceRole, Column> = {
  coordinator: 'LP',
  editor: 'ED',
  'decision-maker': 'DM',
  member: 'CM',
};
const rolesThat = (action: Action, circumstances: Iterable<Switch> = []): WorkspaceRole[] =>
  WORKSPACE_ROLES.filter((role) => may(COLUMN_OF[role], action, circumstances));

describe('everybody', () => {
  it('[P-1] is refused an action that does not exist, even one that JavaScript objects seem to have', () => {
    for (const name of ['practice-document.destroy', 'constructor', '__proto__', '']) {
      expect(decide(factsFor('LP', []), name as Action)).toEqual({ allowed: false, rule: 'P-1' });
    }
  });

  it('[P-2] who is not signed in is told to sign in, not who else may', () => {
    expect(refusal('PB', 'practice-document.read')).toBe('P-2');
    expect(refusal('PB', 'account.list')).toBe('P-2');
  });

  it('[P-3] with a disabled account is refused even what anyone may', () => {
    const facts = factsFor('LP', []);
    const disabled: Facts = { ...facts, actor: { ...facts.actor, disabled: true } as Facts['actor'] };
    expect(refusalOf(disabled, 'practice-document.edit')).toBe('P-3');
    expect(refusalOf(disabled, 'instance.read')).toBe('P-3');
  });

  it('[P-4] is refused while the document that the action is about was not loaded', () => {
    const { document: _, ...rest } = factsFor('LP', []);
    expect(refusalOf(rest, 'practice-document.edit')).toBe('P-4');
  });

  it('[P-8] an operator reads no content, but reads by a role like everybody else', () => {
    expect(refusal('OP', 'practice-document.read', ['S'])).toBe('P-8');
    expect(refusal('OP', 'workspace.read')).toBe('P-8');
    const facts = factsFor('ED', []);
    const both: Facts = { ...facts, actor: { ...facts.actor, isOperator: true } as Facts['actor'] };
    expect(isAllowed(both, 'practice-document.read')).toBe(true);
  });
});

describe('archives', () => {
  it('[P-5] an archived workspace refuses its coordinator every change of its documents', () => {
    for (const action of [
      'practice-document.create',
      'practice-document.edit',
      'invitation.create',
    ] as const) {
      expect(refusal('LP', action, ['W'])).toBe('P-5');
    }
    expect(may('LP', 'practice-document.read', ['W'])).toBe(true);
  });

  it('[P-6] an archived document refuses writing and describing, and stays readable', () => {
    expect(refusal('ED', 'practice-document.edit', ['D'])).toBe('P-6');
    expect(refusal('ED', 'practice-document.describe', ['D'])).toBe('P-6');
    expect(may('ED', 'practice-document.read', ['D'])).toBe(true);
  });

  it('[P-7] restoring what is not archived is refused by its own rule', () => {
    expect(refusal('LP', 'practice-document.restore')).toBe('P-7');
    expect(may('LP', 'practice-document.restore', ['D'])).toBe(true);
    expect(refusal('LP', 'workspace.restore')).toBe('P-7');
    expect(may('LP', 'workspace.restore', ['W'])).toBe(true);
  });

  it('[P-26] access can still be taken away in an archived workspace, but not given', () => {
    expect(may('LP', 'membership.end', ['W'])).toBe(true);
    expect(may('ED', 'membership.leave', ['W', 'o'])).toBe(true);
    expect(may('LP', 'invitation.revoke', ['W'])).toBe(true);
    expect(may('LP', 'practice-document.narrow', ['W', 'D'])).toBe(true);
    expect(may('LP', 'invitation.resend', ['W'])).toBe(false);
    expect(may('LP', 'membership.change', ['W'])).toBe(false);
  });
});

describe('accounts', () => {
  it('[P-11] [P-12] a newcomer gets through the public doors, and through set-up only once', () => {
    for (const action of [
      'instance.read',
      'session.create',
      'password-reset.request',
      'invitation.accept',
    ] as const) {
      expect(may('PB', action)).toBe(true);
    }
    expect(may('PB', 'set-up.complete', ['u'])).toBe(true);
    expect(refusal('PB', 'set-up.complete')).toBe('P-12');
  });

  it('[P-13] [P-17] a person without any role has the own account and the directory', () => {
    expect(may('SP', 'me.update') && may('SP', 'own-data.export') && may('SP', 'directory.read')).toBe(true);
  });

  it('[P-14] [P-16] operators manage accounts, but do not lock themselves out; coordinators manage none', () => {
    expect(may('OP', 'account.disable')).toBe(true);
    expect(refusal('OP', 'account.disable', ['o'])).toBe('P-16');
    expect(refusal('LP', 'account.disable')).toBe('P-14');
  });

  it('[P-15] nobody reads the outbox of an installation whose mail leaves the house', () => {
    expect(may('OP', 'mail-outbox.read')).toBe(true);
    expect(refusal('OP', 'mail-outbox.read', ['M'])).toBe('P-15');
  });

  it('[P-18] community members see people of shared workspaces only', () => {
    expect(may('CM', 'person.see', ['S'])).toBe(true);
    expect(refusal('CM', 'person.see')).toBe('P-18');
    expect(may('ED', 'person.see', ['H'])).toBe(true);
  });
});

describe('workspaces', () => {
  it('[P-20] everybody with a role sees workspace and members; a signed-in stranger sees neither', () => {
    expect(rolesThat('workspace.read')).toEqual([...WORKSPACE_ROLES]);
    expect(rolesThat('membership.read')).toEqual([...WORKSPACE_ROLES]);
    expect(refusal('SP', 'workspace.read')).toBe('P-20');
    expect(refusal('SP', 'live.watch')).toBe('P-20');
  });

  it('[P-21] [P-22] who coordinates somewhere and the operator create workspaces; an editor can only ask', () => {
    expect(may('SP', 'workspace.create', ['L'])).toBe(true);
    expect(may('OP', 'workspace.create')).toBe(true);
    expect(refusal('ED', 'workspace.create')).toBe('P-21');
    expect(rolesThat('workspace.request')).toEqual(['editor']);
  });

  it('[P-23] only coordinators manage the workspace, its members and its invitations', () => {
    const actions = [
      'workspace.update', 'workspace.archive', 'membership.change', 'membership.end', 'invitation.read',
      'invitation.create', 'invitation.resend', 'invitation.revoke',
    ] as const; // prettier-ignore
    for (const action of actions) expect([action, rolesThat(action)]).toEqual([action, ['coordinator']]);
  });

  it('[P-24] everybody may leave, and nobody can leave for another', () => {
    expect(rolesThat('membership.leave', ['o'])).toEqual([...WORKSPACE_ROLES]);
    expect(rolesThat('membership.leave')).toEqual([]);
  });

  it('[P-25] the last coordinator cannot leave, be removed or be given another role', () => {
    expect(refusal('LP', 'membership.leave', ['o', 'c'])).toBe('P-25');
    expect(refusal('LP', 'membership.end', ['c'])).toBe('P-25');
    expect(refusal('LP', 'membership.change', ['o', 'c'])).toBe('P-25');
  });

  it('[P-25] while it is unknown whether a coordinator is the last one, that coordinator stays', () => {
    const { membership: _, ...coordinator } = factsFor('LP', []);
    const { membership: __, ...editor } = factsFor('ED', []);
    expect(refusalOf(coordinator, 'membership.leave')).toBe('P-25');
    expect(refusalOf(editor, 'membership.leave')).toBe(null);
    expect(refusalOf(coordinator, 'membership.end')).toBe('P-4');
  });
});

describe('practice documents', () => {
  it('[P-30] [P-31] all roles read drafts, community members only shared ones', () => {
    expect(rolesThat('practice-document.read')).toEqual(['coordinator', 'editor', 'decision-maker']);
    expect(rolesThat('practice-document.read', ['S'])).toEqual([...WORKSPACE_ROLES]);
    expect(refusal('CM', 'practice-document.read')).toBe('P-31');
  });

  it('[P-32] coordinators and editors write; a sharing, publishing or inviting does not make readers writers', () => {
    for (const action of ['create', 'edit', 'describe', 'attach', 'restore-version'] as const) {
      expect(rolesThat(`practice-document.${action}`, ['S', 'O', 'P'])).toEqual(['coordinator', 'editor']);
    }
    expect(may('RV', 'practice-document.edit', ['I', 'F', 'i', 'P'])).toBe(false);
    expect(may('OB', 'practice-document.edit', ['S', 'O', 'P'])).toBe(false);
  });

  it('[P-33] [P-34] editors archive, restore and hand over documents of the own organisation only', () => {
    for (const action of ['practice-document.archive', 'practice-document.change-owner'] as const) {
      expect(may('ED', action, ['O'])).toBe(true);
      expect(refusal('ED', action)).toBe('P-33');
      expect(may('LP', action)).toBe(true);
    }
    expect(may('ED', 'practice-document.restore', ['D', 'O'])).toBe(true);
    expect(refusal('ED', 'practice-document.restore', ['D'])).toBe('P-33');
    expect(refusal('DM', 'practice-document.archive', ['O'])).toBe('P-34');
  });

  it('[P-33] an editor without an organisation owns nothing, not even what has no known owner', () => {
    const facts = factsFor('ED', ['O']);
    const homeless: Facts = {
      ...facts,
      actor: { ...facts.actor, organisationId: null } as Facts['actor'],
      auditEntry: { about: 'document', ownerOrganisationId: null, signedByUserId: null },
    };
    expect(refusalOf(homeless, 'practice-document.archive')).toBe('P-33');
    expect(refusalOf(homeless, 'audit-log.read')).toBe('P-113');
  });

  it('[P-35] [P-44] decision-makers export, members do not even what they read, reviewers if allowed', () => {
    expect(rolesThat('practice-document.export', ['S'])).toEqual(['coordinator', 'editor', 'decision-maker']);
    expect(may('RV', 'practice-document.export', ['I', 'F', 'd'])).toBe(true);
    expect(refusal('RV', 'practice-document.export', ['I', 'F'])).toBe('P-44');
  });

  it('[P-115] everybody signed in reads own notifications, and [P-116] a link in a mail needs no sign-in', () => {
    for (const action of ['notification.read', 'notification.settle', 'notification.choose'] as const) {
      expect(may('CM', action)).toBe(true);
      expect(may('RV', action)).toBe(true);
      expect(refusal('PB', action)).toBe('P-2');
    }
    for (const action of ['unsubscription.inspect', 'unsubscription.create'] as const) {
      expect(may('PB', action)).toBe(true);
    }
  });

  it('[P-117] everybody who lists threads watches them, in the archive too', () => {
    expect(rolesThat('thread.watch', ['W'])).toEqual([...WORKSPACE_ROLES]);
    expect(may('OB', 'thread.watch')).toBe(true);
    for (const column of ['RV', 'SU', 'FP', 'OP', 'SP'] as const) {
      expect([column, refusal(column, 'thread.watch')]).toEqual([column, 'P-117']);
    }
  });

  it('[P-45] who wrote what is seen by officials only, in the archive too', () => {
    const action = 'practice-document.read-authorship';
    expect(rolesThat(action, ['S', 'D', 'W'])).toEqual(['coordinator', 'editor', 'decision-maker']);
    for (const column of ['CM', 'OB', 'SU', 'FP', 'SP'] as const) {
      expect([column, refusal(column, action, ['S', 'O'])]).toEqual([column, 'P-45']);
    }
    expect(refusal('RV', action, ['I', 'F', 'd', 'v'])).toBe('P-45');
    expect(refusal('OP', action, ['S'])).toBe('P-8');
    expect(refusal('PB', action)).toBe('P-2');
  });

  it('[P-36] [P-37] files and bookmarks follow the document that they belong to', () => {
    for (const action of ['file.read', 'visit.record'] as const) {
      expect(may('CM', action)).toBe(false);
      expect(may('CM', action, ['S'])).toBe(true);
    }
    expect(may('CM', 'visit.record', ['S', 'W', 'D'])).toBe(true);
  });

  it('[P-38] [P-39] only a coordinator widens visibility, and gives a reason', () => {
    expect(rolesThat('practice-document.widen', ['r', 'O'])).toEqual(['coordinator']);
    expect(refusal('LP', 'practice-document.widen')).toBe('P-39');
    expect(rolesThat('practice-document.narrow', ['O'])).toEqual(['coordinator', 'editor']);
  });

  it('[P-40] people of an organisation that left read and export own documents and change nothing', () => {
    expect(may('FP', 'practice-document.read', ['O']) && may('FP', 'practice-document.export', ['O'])).toBe(
      true,
    );
    expect(may('FP', 'practice-document.read', ['S'])).toBe(false);
    expect(may('FP', 'practice-document.edit', ['O'])).toBe(false);
    expect(may('FP', 'workspace.read', ['O'])).toBe(false);
  });

  it('[P-41] [P-51] the public gets publications, never the draft behind them', () => {
    expect(may('PB', 'publication.read', ['P'])).toBe(true);
    expect(refusal('PB', 'publication.read')).toBe('P-41');
    expect(may('PB', 'practice-document.read', ['P', 'S', 'C'])).toBe(false);
    expect(may('PB', 'comment.read', ['P', 'S', 'C'])).toBe(false);
    expect(may('PB', 'publication.comment', ['P', 'C'])).toBe(true);
    expect(refusal('PB', 'publication.comment', ['P'])).toBe('P-51');
  });

  it('[P-42] [P-43] reviewers read the frozen version of the invitation, until the deadline', () => {
    expect(may('RV', 'practice-document.read', ['I', 'F'])).toBe(true);
    expect(refusal('RV', 'practice-document.read', ['I'])).toBe('P-42');
    expect(refusal('RV', 'practice-document.read', ['F'])).toBe('P-43');
    expect(may('RV', 'workspace.read', ['I', 'F'])).toBe(false);
    expect(may('RV', 'live.watch', ['I', 'F'])).toBe(false);
  });

  it('[P-43] an invitation that was not accepted, or was withdrawn, opens nothing', () => {
    for (const state of ['draft', 'sent', 'declined', 'conflict-declared', 'expired', 'withdrawn'] as const) {
      const facts = factsFor('RV', ['I', 'F']);
      const review = facts.document?.review;
      const document = facts.document && review && { ...facts.document, review: { ...review, state } };
      expect(refusalOf({ ...facts, document: document ?? undefined }, 'practice-document.read')).toBe('P-43');
    }
  });
});

describe('reviews, sign-offs and figures (later nouns)', () => {
  it('[P-52] others than officials resolve their own comments only', () => {
    expect(rolesThat('comment.resolve', ['S'])).toEqual(['coordinator', 'editor']);
    expect(rolesThat('comment.resolve', ['S', 'o'])).toEqual([...WORKSPACE_ROLES]);
  });

  it('[P-61] [P-62] the report is written by the reviewer alone, who must be independent', () => {
    expect(may('RV', 'review.write-report', ['I', 'F'])).toBe(true);
    expect(refusal('RV', 'review.write-report', ['I', 'F', 'O'])).toBe('P-62');
    expect(refusal('RV', 'review.write-report', ['I', 'F', 'e'])).toBe('P-62');
    const adviser: Facts = {
      ...factsFor('RV', ['I', 'F']),
      workspace: { role: 'coordinator', archived: false },
    };
    expect(refusalOf(adviser, 'review.write-report')).toBe('P-62');
    expect(refusal('LP', 'review.write-report')).toBe('P-61');
    expect(refusal('LP', 'review.invite', ['q'])).toBe('P-62');
  });

  it('[P-63] [P-64] a submitted report stays readable to its author, whose name only the coordinator sees', () => {
    expect(may('RV', 'review.read-report', ['o', 's'])).toBe(true);
    expect(refusal('ED', 'review.see-reviewer', ['s'])).toBe('P-64');
    expect(may('LP', 'review.see-reviewer', ['s'])).toBe(true);
  });

  it('[P-71] nobody posts or votes in a closed thread', () => {
    expect(refusal('LP', 'thread.post', ['k'])).toBe('P-71');
    expect(refusal('LP', 'thread.vote', ['k'])).toBe('P-71');
    expect(refusal('LP', 'thread.set-poll', ['k'])).toBe('P-71');
  });

  it('[P-70] [P-73] everybody who posts in a thread votes in it, and only its author and coordinators ask', () => {
    expect(rolesThat('thread.vote', ['S'])).toEqual([...WORKSPACE_ROLES]);
    expect(rolesThat('thread.vote')).toEqual(rolesThat('thread.post'));
    expect(rolesThat('thread.set-poll', ['S'])).toEqual(['coordinator']);
    expect(rolesThat('thread.set-poll', ['S', 'o'])).toEqual([...WORKSPACE_ROLES]);
    expect(refusal('ED', 'thread.set-poll')).toBe('P-73');
  });

  it('[P-70] [P-74] what one is writing stays with who reads the thread as somebody, closed and archived too', () => {
    for (const action of ['thread.read-draft', 'thread.keep-draft'] as const) {
      for (const column of ['LP', 'ED', 'DM', 'CM', 'OB'] as const) {
        expect([column, may(column, action, ['S', 'k', 'W'])]).toEqual([column, true]);
      }
      expect(refusal('CM', action)).toBe('P-70');
      expect(refusal('SP', action, ['S', 'P'])).toBe('P-70');
      expect(refusal('PB', action, ['P'])).toBe('P-2');
    }
  });

  it('[P-82] [P-94] [P-111] [P-114] a coordinator never signs in the place of a decision-maker', () => {
    const signing = [
      'transfer-note.sign-gate',
      'league-table.opt-in',
      'manual.sign-off',
      'commitment.sign',
    ] as const;
    for (const action of signing) expect(rolesThat(action, ['O', 'R'])).toEqual(['decision-maker']);
    expect(refusal('DM', 'transfer-note.sign-gate', ['O'])).toBe('P-82');
  });

  it('[P-112] an editor prepares for the own organisation, a coordinator for any', () => {
    expect(rolesThat('commitment.create')).toEqual(['coordinator']);
    expect(rolesThat('commitment.prepare', ['O'])).toEqual(['coordinator', 'editor']);
    expect(refusal('ED', 'commitment.prepare')).toBe('P-112');
    expect(rolesThat('commitment.settle', ['O', 'y'])).toEqual(['coordinator', 'editor', 'decision-maker']);
  });

  it('[P-114] what a decision-maker has signed only one of the same organisation takes back', () => {
    expect(rolesThat('commitment.withdraw', ['O'])).toEqual(['coordinator', 'editor', 'decision-maker']);
    expect(rolesThat('commitment.withdraw', ['O', 'y'])).toEqual(['decision-maker']);
    for (const action of ['commitment.sign', 'commitment.withdraw'] as const) {
      expect(refusal('DM', action, ['y'])).toBe('P-114');
    }
    expect(refusal('LP', 'commitment.sign', ['O'])).toBe('P-114');
  });

  it('[P-91] a figure is checked by another person than the one who entered it', () => {
    expect(may('LP', 'indicator-value.check')).toBe(true);
    expect(refusal('LP', 'indicator-value.check', ['o'])).toBe('P-91');
  });

  it('[P-100] [P-102] a supplier has own catalogue entries and meetings, and no workspace', () => {
    expect(may('SU', 'catalogue-service.edit', ['O']) && may('SU', 'b2b-meeting.request')).toBe(true);
    expect(may('SU', 'catalogue-service.edit')).toBe(false);
    expect(may('SU', 'workspace.read', ['O', 'S']) || may('SU', 'practice-document.read', ['O', 'S'])).toBe(
      false,
    );
  });
});

it('names of rules stand for the numbers that clients see', () => {
  expect([RULES.lastCoordinator, RULES.workspaceArchived, RULES.documentArchived]).toEqual([
    'P-25',
    'P-5',
    'P-6',
  ]);
});
