/** The editor's schema, its templates, and reading and rendering of stored texts. For server and web; no DOM. */
export { authorRuns, sectionAuthors, type AuthorOf, type AuthorRun, type RunStart, type RunsFound, type SectionAuthors } from './authorship/authorship.js'; // prettier-ignore
export { BODY, POST_CLIENT_ID, SEED_CLIENT_ID } from './body.js';
export { readPost, renderPost, type ReadPost } from './posts/post.js';
export { postExtensions, postSchema } from './posts/schema.js';
export { CALLOUT_KINDS, HEADING_LEVELS, isFileSrc, isSafeHref, isSectionId, isSectionKey, type CalloutKind, type HeadingLevel } from './schema/attributes.js'; // prettier-ignore
export { documentExtensions, documentSchema, type DocumentExtensionOptions } from './schema/extensions.js';
export { newSectionId } from './schema/section-id.js';
export { soundMark, soundNode, soundText, tolerate } from './schema/tolerant.js';
export { charterTemplate } from './templates/charter.js';
export { seedFromPost, type PostWords } from './templates/from-post.js';
export { SECTION_GUIDES, sectionGuides, type SectionGuide } from './templates/guide.js';
export { sectionsToJson, type BlockInput, type InlineInput, type SectionInput, type TextInput } from './templates/sections-to-json.js'; // prettier-ignore
export { blankTemplate, guidedTemplate, type TemplateOptions } from './templates/templates.js';
export { countWords, plainText } from './text/plain-text.js';
export { readBody, readDocument, readJson, UnreadableDocumentError } from './text/read.js';
export {
  escapeHtml,
  renderHtml,
  renderNode,
  type OutlineEntry,
  type RenderedDocument,
} from './text/render-html.js';
export { sectionTexts, type SectionText } from './text/section-texts.js';
export { seedUpdate } from './text/seed.js';
