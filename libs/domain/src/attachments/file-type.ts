import type { AttachmentType } from '@kontor/contracts';
import { entriesOf } from './zip-entries.js';

type TextType = Extract<AttachmentType, 'txt' | 'md' | 'csv'>;
const TEXTS: readonly TextType[] = ['md', 'csv'];

/** OpenDocument says in its first entry what it is, uncompressed, so that it can be read at a fixed place. */
const OPEN_DOCUMENT: Readonly<Record<string, AttachmentType>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
};
const MIMETYPE_AT = 30;

/** The part that every file of the kind has; programs number it differently. */
const OFFICE: readonly (readonly [RegExp, AttachmentType])[] = [
  [/^word\/document\d*\.xml$/, 'docx'],
  [/^xl\/workbook\d*\.xml$/, 'xlsx'],
  [/^ppt\/presentation\d*\.xml$/, 'pptx'],
];

/** Programs inside a document: macros of either family, and what a document starts by itself. */
const PROGRAM = /(?:^|\/)(?:vbaProject\.bin|Basic\/|Scripts\/|activeX\/)/i;

/**
 * What kind of file these bytes are, pictures aside. Names are asked only which kind of text a text is. Null for everything
 * that is not taken, among it what is two things at once, and documents that carry programs.
 */
export function typeOf(bytes: Buffer, name: string): AttachmentType | null {
  if (/^%PDF-[12]\.\d/.test(startOf(bytes, 8))) return 'pdf';
  if (startOf(bytes, 4) === 'PK\u0003\u0004') return typeOfPackage(bytes);
  return isPlainText(bytes) ? textType(name) : null;
}

const startOf = (bytes: Buffer, length: number): string => bytes.subarray(0, length).toString('latin1');

function typeOfPackage(bytes: Buffer): AttachmentType | null {
  const entries = entriesOf(bytes);
  if (entries === null || entries.some((entry) => PROGRAM.test(entry))) return null;
  if (entries[0] === 'mimetype') {
    const from = MIMETYPE_AT + 'mimetype'.length;
    const said = Object.entries(OPEN_DOCUMENT).find(
      ([type]) => bytes.subarray(from, from + type.length + 2).toString('latin1') === `${type}PK`,
    );
    return said?.[1] ?? null;
  }
  if (!entries.includes('[Content_Types].xml')) return null;
  return OFFICE.find(([part]) => entries.some((entry) => part.test(entry)))?.[1] ?? null;
}

/** Tab, new line, new page, carriage return: of all control characters those that texts have. */
const WHITE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);

/** Letters of any old or new encoding. What a browser or an office program would take for a page is none. */
function isPlainText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  for (const byte of bytes) if (byte === 0x7f || (byte < 0x20 && !WHITE.has(byte))) return false;
  const start = startOf(bytes, 1024).replace(/^(?:\u00ef\u00bb\u00bf|\s)+/, '');
  return !/^(?:<[a-z!?/]|\{\\rtf|%!|%PDF)/i.test(start);
}

const textType = (name: string): TextType =>
  TEXTS.find((type) => name.toLowerCase().endsWith(`.${type}`)) ?? 'txt';
