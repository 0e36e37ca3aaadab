import type { GuardLimits } from '../limits.js';
import { MalformedError, type Reader } from '../protocol/reader.js';
import { LimitError } from './limit-error.js';

/** Walks one lib0 "any" value without building it and without recursion: depth 5 000 must not overflow our stack. */
export function scanAny(reader: Reader, limits: GuardLimits): void {
  const before = reader.remaining;
  /** Per open array or object: values still to come; objects read a key before each. */
  const open: { left: number; keyed: boolean }[] = [];
  let next = true;
  while (next || open.length > 0) {
    if (!next) {
      const top = open.at(-1);
      if (!top) break;
      if (top.left === 0) {
        open.pop();
        continue;
      }
      top.left -= 1;
      if (top.keyed) scanKey(reader, limits);
    }
    next = false;
    const nested = scanOne(reader);
    if (nested) {
      open.push(nested);
      if (open.length > limits.valueDepth) throw new LimitError('value nested too deep');
    }
  }
  if (before - reader.remaining > limits.valueBytes) throw new LimitError('value too large');
}

/** One value without its children. */
function scanOne(reader: Reader): { left: number; keyed: boolean } | null {
  const kind = reader.byte();
  switch (kind) {
    case 127: // undefined
    case 126: // null
    case 121: // true
    case 120: // false
      return null;
    case 125:
      reader.skipInt();
      return null;
    case 124:
      reader.skip(4);
      return null;
    case 123:
      reader.skip(8);
      return null;
    case 122:
      // No editor writes one, and what cannot be JSON cannot be read by whoever asks for the text.
      throw new LimitError('value is a big integer');
    case 119:
      reader.text();
      return null;
    case 118:
      return { left: reader.count(2), keyed: true };
    case 117:
      return { left: reader.count(), keyed: false };
    case 116:
      reader.block();
      return null;
    default:
      throw new MalformedError('unknown kind of value');
  }
}

/** A name of an attribute, a mark, a root or a map entry. */
export function scanKey(reader: Reader, limits: GuardLimits): string {
  const before = reader.remaining;
  const key = reader.text();
  if (before - reader.remaining > limits.keyBytes) throw new LimitError('key too long');
  if (key === '__proto__') throw new LimitError('key __proto__');
  return key;
}

/** JSON inside an update or an awareness state: size and nesting are judged before it is parsed. */
export function scanJson(json: string, maxLength: number, maxDepth: number): void {
  if (json.length > maxLength) throw new LimitError('value too large');
  if (jsonDepth(json, maxDepth) > maxDepth) throw new LimitError('value nested too deep');
  try {
    JSON.parse(json);
  } catch {
    throw new MalformedError('value is not JSON');
  }
}

/** Deepest nesting of brackets outside strings; stops counting past `enough`. */
function jsonDepth(json: string, enough: number): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === 92 /* \ */) index += 1;
      else if (code === 34 /* " */) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 91 /* [ */ || code === 123 /* { */) {
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (deepest > enough) return deepest;
    } else if (code === 93 /* ] */ || code === 125 /* } */) depth -= 1;
  }
  return deepest;
}
