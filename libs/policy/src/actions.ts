/**
 * Everything that anybody can do in Kontor, `<noun>.<verb>`. Closed: a route, an event or a sync message names
 * one of these, and an action without a row in the matrix does not compile. The order is the order of the
 * committed matrix. Nouns after `live` belong to later features; their rules stand already, so that no feature
 * invents its own.
 */
export const ACTIONS = {
  instance: ['read'],
  'set-up': ['complete'],
  session: ['create', 'end'],
  me: ['read', 'update'],
  'own-data': ['access', 'correct', 'export', 'erase'],
  'password-reset': ['request', 'complete'],
  'mail-outbox': ['read'],
  account: ['list', 'disable', 'enable'],
  directory: ['read'],
  person: ['see', 'list'],
  search: ['run'],
  workspace: ['list', 'read', 'create', 'request', 'update', 'archive', 'restore'],
  membership: ['read', 'change', 'end', 'leave'],
  invitation: ['inspect', 'accept', 'read', 'create', 'resend', 'revoke'],
  'practice-document': [
    'list', 'read', 'create', 'edit', 'describe', 'restore-version', 'attach', 'archive', 'restore',
    'change-owner', 'export', 'read-authorship', 'widen', 'narrow',
  ],
  file: ['read'],
  visit: ['record'],
  live: ['watch'],
  activity: ['read'],
  community: ['read', 'begin-charter', 'choose-charter', 'name-facilitator', 'offer'],
  publication: ['read', 'read-comments', 'comment'],
  comment: ['read', 'write', 'resolve'],
  suggestion: ['make', 'accept'],
  review: [
    'propose', 'invite', 'extend', 'decide', 'write-report', 'read-report', 'see-reviewer', 'see-authors', 'answer-points',
    'read-answer',
  ],
  thread: [
    'list', 'read', 'create', 'announce', 'post', 'vote', 'set-poll', 'describe', 'accept', 'moderate', 'close', 'lock',
    'move', 'merge', 'split', 'watch', 'read-draft', 'keep-draft',
  ],
  post: ['read', 'read-hidden', 'edit', 'delete', 'restore', 'flag', 'moderate', 'list-flags'],
  attachment: ['upload', 'read', 'preview'],
  notification: ['read', 'settle', 'choose'],
  unsubscription: ['inspect', 'create'],
  'transfer-note': [
    'read', 'read-summary', 'create', 'edit', 'request', 'comment', 'change-stage', 'sign-gate',
  ],
  'indicator-value': ['enter', 'check', 'read', 'read-averages'],
  'indicator-set': ['change', 'propose'],
  'league-table': ['opt-in', 'propose'],
  'catalogue-service': ['read', 'create', 'edit', 'publish', 'propose-publication', 'sign'],
  'demo-centre': ['manage'],
  'demo-visit': ['request'],
  event: ['register'],
  'b2b-meeting': ['request'],
  manual: [
    'read', 'propose-entry', 'request-entry', 'submit-case', 'approve', 'publish', 'withdraw', 'sign-off',
  ],
  commitment: ['list', 'read', 'create', 'prepare', 'settle', 'sign', 'withdraw'],
  'audit-log': ['read'],
} as const; // prettier-ignore

type Tree = typeof ACTIONS;
export type Noun = keyof Tree;
export type Action = { [N in Noun]: `${N}.${Tree[N][number]}` }[Noun];

export const ALL_ACTIONS: readonly Action[] = Object.entries(ACTIONS).flatMap(([noun, verbs]) =>
  verbs.map((verb) => `${noun}.${verb}` as Action),
);
const KNOWN: ReadonlySet<string> = new Set(ALL_ACTIONS);

/** For tests that enumerate routes and events: is this name one of the actions? */
export const isAction = (name: string): name is Action => KNOWN.has(name);
