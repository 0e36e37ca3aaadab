/** Mongoose models and the adapters that implement the ports. */
export * from './backup/index.js';
export * from './collab/index.js';
export * from './connection.js';
export * from './identity/accounts.adapter.js';
export * from './identity/sessions.adapter.js';
export { MongoReadings } from './discussions/reading.adapter.js';
export { MongoThreads } from './discussions/threads.adapter.js';
export { ensureIndexes } from './indexes.js';
export { MongoJobLeases } from './jobs/job-leases.adapter.js';
export * from './mail/mail-queue.adapter.js';
export * from './files/files.adapter.js';
export { MongoNotifications } from './notifications/notifications.adapter.js';
export { MongoPreferences } from './notifications/preferences.adapter.js';
export * from './organisations/places.adapter.js';
export { MongoDocumentRecords } from './practice-documents/practice-documents.adapter.js';
export { MongoVisits } from './practice-documents/visits.adapter.js';
export * from './workspaces/invitations.adapter.js';
export * from './workspaces/workspaces.adapter.js';
