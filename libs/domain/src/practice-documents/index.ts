export * from './authorship.js';
export * from './document-changes.js';
export * from './document-rules.js';
export * from './document-text-activity.js';
export * from './document-texts.port.js';
export * from './document-views.js';
export * from './documents-from-posts.js';
export * from './practice-document.js';
export type {
  DocumentFieldChanges,
  DocumentListQuery,
  DocumentReach,
  DocumentRecords,
  DocumentRow,
  DocumentSort,
  VisitRecord,
  VisitRecords,
} from './practice-documents.port.js';
export * from './practice-documents.js';
export * from './text-authorship.port.js';
export * from './visits.js';
