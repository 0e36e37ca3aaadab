import type { Action } from '@kontor/policy';

/**
 * The rule behind each message that a client can send to the sync endpoint, as routes and events name theirs. Joining
 * is judged once, at the upgrade; `edit` decides whether the engine is given `canEdit`, and with it what it takes from
 * the messages that change the text. A change of rights closes the connection (see collab-revocation.ts).
 */
export const SYNC_MESSAGE_ACTIONS = {
  join: 'practice-document.read',
  'sync step 1': 'practice-document.read',
  'sync step 2': 'practice-document.edit',
  'sync update': 'practice-document.edit',
  awareness: 'practice-document.read',
  'query awareness': 'practice-document.read',
  'change marker': 'practice-document.read',
} as const satisfies Record<string, Action>;
export type SyncMessage = keyof typeof SYNC_MESSAGE_ACTIONS;
