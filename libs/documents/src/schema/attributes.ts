import { SECTION_KEYS, type SectionKey } from '@kontor/contracts';

/**
 * What every attribute may hold. A Yjs client can write any type into any attribute, so each one is judged where it
 * is read: by ProseMirror's `validate`, by the tolerant reader and by every `renderHTML`.
 */
export const CALLOUT_KINDS = ['note', 'tip', 'warning'] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

export const HEADING_LEVELS = [2, 3, 4] as const;
export type HeadingLevel = (typeof HEADING_LEVELS)[number];

const SECTION_ID = /^[a-z0-9-]{4,40}$/;
const FILE_SRC = /^\/api\/v1\/files\/[0-9a-f]{24}$/;
const ATTACHMENT_SRC = /^\/api\/v1\/attachments\/[0-9a-f]{24}$/;
const USER_ID = /^[0-9a-f]{24}$/;
const CODE_LANGUAGE = /^[a-z0-9+#.-]{1,20}$/;
/** Longest text in one attribute (an alt text, a label): more is an attack or an accident. */
const MAX_TEXT = 1000;
const MAX_URL = 2000;

export type AttributeTest = (value: unknown) => boolean;

const isInteger =
  (min: number, max: number): AttributeTest =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
const isText =
  (max: number): AttributeTest =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const isNullOr =
  (test: AttributeTest): AttributeTest =>
  (value) =>
    value === null || test(value);
const matches =
  (pattern: RegExp): AttributeTest =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isOneOf =
  (values: readonly unknown[]): AttributeTest =>
  (value) =>
    values.includes(value);

/**
 * A link that may be followed: http, https or mailto, absolute, without white space or control characters inside
 * (browsers skip those, so `java\nscript:` would pass a naive prefix test).
 */
export function isSafeHref(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_URL || !/^(?:https?:\/\/|mailto:)/i.test(value))
    return false;
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(value)) return false;
  if (/^mailto:/i.test(value)) return /^mailto:[^@:/?#]+@[^@:/?#]+(?:\?[^#]*)?$/i.test(value);
  try {
    const url = new URL(value);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
  } catch {
    return false;
  }
}

export const isSectionId = (value: unknown): value is string => matches(SECTION_ID)(value);
export const isSectionKey = (value: unknown): value is SectionKey => isOneOf(SECTION_KEYS)(value);
export const isFileSrc = (value: unknown): value is string => matches(FILE_SRC)(value);
/** A picture of a post. Which post may show which is judged when it is written. */
export const isAttachmentSrc = (value: unknown): value is string => matches(ATTACHMENT_SRC)(value);
export const isCalloutKind = (value: unknown): value is CalloutKind => isOneOf(CALLOUT_KINDS)(value);

const cell: Record<string, AttributeTest> = {
  colspan: isInteger(1, 50),
  rowspan: isInteger(1, 1000),
  colwidth: isNullOr(
    (value) =>
      Array.isArray(value) && value.length <= 50 && value.every((width) => isInteger(0, 5000)(width)),
  ),
  align: isNullOr(isOneOf(['left', 'center', 'right'])),
};

/** Tests per node or mark and attribute: total, a spec fails when an attribute of the schema has none. */
export const ATTRIBUTE_TESTS: Readonly<Record<string, Readonly<Record<string, AttributeTest>>>> = {
  section: { id: isNullOr(isSectionId), key: isNullOr(isSectionKey) },
  heading: { level: isOneOf(HEADING_LEVELS) },
  orderedList: { start: isInteger(0, 100_000), type: isNullOr(isOneOf(['1', 'a', 'A', 'i', 'I'])) },
  taskItem: { checked: (value) => typeof value === 'boolean' },
  codeBlock: { language: isNullOr(matches(CODE_LANGUAGE)) },
  callout: { kind: isCalloutKind },
  blockquote: { post: isNullOr(isInteger(1, 100_000)) },
  image: {
    src: isNullOr((value) => isFileSrc(value) || isAttachmentSrc(value)),
    alt: isText(MAX_TEXT),
    width: isNullOr(isInteger(1, 20_000)),
    height: isNullOr(isInteger(1, 20_000)),
  },
  mention: { id: isNullOr(matches(USER_ID)), label: isText(120) },
  tableCell: cell,
  tableHeader: cell,
  link: { href: isNullOr(isSafeHref) },
};

/** ProseMirror's `validate` for one attribute: throws when the value may not stand there. */
export function validator(owner: string, attribute: string): (value: unknown) => void {
  const test = ATTRIBUTE_TESTS[owner]?.[attribute];
  if (test === undefined) throw new Error(`no test for attribute ${owner}.${attribute}`);
  return (value) => {
    if (!test(value)) throw new RangeError(`invalid value for attribute ${owner}.${attribute}`);
  };
}
