/** Bytes that are not what they claim to be. The connection that sent them is closed with 4422. */
export class MalformedError extends Error {}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads lib0's encoding and never looks past the end of its bytes. lib0's own decoder takes a view on the underlying
 * buffer, so a false length there reads what lies behind it: with pooled buffers, other people's messages.
 */
export class Reader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.position;
  }

  byte(): number {
    const value = this.bytes[this.position];
    if (value === undefined) throw new MalformedError('unexpected end');
    this.position += 1;
    return value;
  }

  /** An unsigned variable-length integer up to 2^53 - 1. */
  uint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const part = this.byte();
      value += (part & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new MalformedError('integer out of range');
      if (part < 128) return value;
      factor *= 128;
      if (factor > Number.MAX_SAFE_INTEGER) throw new MalformedError('integer out of range');
    }
  }

  /** A number of things that follow, each at least `unit` bytes long: refuses a count that cannot be true. */
  count(unit = 1): number {
    const value = this.uint();
    if (value * unit > this.remaining) throw new MalformedError('more announced than sent');
    return value;
  }

  skip(length: number): void {
    if (length > this.remaining) throw new MalformedError('unexpected end');
    this.position += length;
  }

  /** A view on the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.position;
    this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  /** Length-prefixed bytes, not a copy. */
  block(): Uint8Array {
    return this.take(this.uint());
  }

  text(): string {
    return this.decode(this.block());
  }

  /** All that is left, as text. */
  restAsText(): string {
    return this.decode(this.take(this.remaining));
  }

  private decode(bytes: Uint8Array): string {
    try {
      return utf8.decode(bytes);
    } catch {
      throw new MalformedError('text is not UTF-8');
    }
  }

  /** Skips a signed variable-length integer. */
  skipInt(): void {
    let part = this.byte();
    for (let length = 1; part >= 128; length += 1) {
      if (length > 8) throw new MalformedError('integer out of range');
      part = this.byte();
    }
  }

  end(): void {
    if (this.remaining > 0) throw new MalformedError('bytes after the end');
  }
}
