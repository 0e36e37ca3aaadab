/** The document page with its editor: a chunk of its own, loaded when a document is opened. */
export { DocumentPage } from './document-page.js';
