/** Shapes that cross a border: requests, responses, events, error and close codes. Browser-safe. */
export * from './activity.contract.js';
export * from './attachments.contract.js';
export * from './authorship.contract.js';
export * from './beginnings.contract.js';
export * from './collab.contract.js';
export * from './commitments.contract.js';
export * from './community.contract.js';
export * from './discussions.contract.js';
export * from './drafts.contract.js';
export * from './errors.js';
export * from './files.contract.js';
export * from './identity.contract.js';
export * from './ids.js';
export * from './learning.contract.js';
export * from './live.contract.js';
export * from './locales.js';
export * from './moderation.contract.js';
export * from './notifications.contract.js';
export * from './organisations.contract.js';
export * from './paging.js';
export * from './people.contract.js';
export * from './polls.contract.js';
export * from './practice-documents.contract.js';
export * from './search.contract.js';
export * from './thread-audience.js';
export * from './thread-state.js';
export * from './unread.contract.js';
export * from './workspaces.contract.js';

/** Prefix of the REST interface. */
export const API_PREFIX = '/api/v1';
/** Name of the session cookie. */
export const SESSION_COOKIE = 'kontor_session';
