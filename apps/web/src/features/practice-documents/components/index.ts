/** What the document page uses of the features around the text. */
export { DocumentFacts } from './document-facts.js';
export { DocumentFields } from './document-fields.js';
export { DocumentMenu } from './document-menu.js';
export { StatusTag } from './status-tag.js';
