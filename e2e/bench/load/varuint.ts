/** Reads and writes lib0's variable-length unsigned integers without objects: the generator's inner loop. */
export class Cursor {
  at = 0;
  constructor(
    public bytes: Uint8Array,
    at = 0,
  ) {
    this.at = at;
  }

  uint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('unexpected end');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  skip(length: number): void {
    this.at += length;
  }
}

export function pushUint(into: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    into.push(128 | (rest & 127));
    rest = Math.floor(rest / 128);
  }
  into.push(rest);
}

export function pushBytes(into: number[], bytes: Uint8Array): void {
  pushUint(into, bytes.length);
  for (const byte of bytes) into.push(byte);
}
