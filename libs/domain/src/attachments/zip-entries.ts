const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 20_000;

/**
 * The names in the directory of a ZIP file, in its order; nothing is unpacked. Null for what is no sound archive from its
 * first byte to its last: whatever stands before, behind or beside it would be a second file for another reader.
 */
export function entriesOf(bytes: Buffer): string[] | null {
  const end = endOf(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  if (count === 0 || count > MAX_ENTRIES || start + size !== end) return null;
  const names: string[] = [];
  let at = start;
  for (let n = 0; n < count; n += 1) {
    if (at + ENTRY_LENGTH > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    const [name, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ] as const;
    names.push(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + name).toString('utf8'));
    at += ENTRY_LENGTH + name + extra + comment;
  }
  return at === end ? names : null;
}

/** Where the directory's end is noted: at the very end but for a comment of the length that it names. */
function endOf(bytes: Buffer): number | null {
  const first = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) !== END) continue;
    return at + END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length ? at : null;
  }
  return null;
}
