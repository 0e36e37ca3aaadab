import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** What is known of a written file, for telling later whether it is still the same. */
export interface FileFacts {
  records: number;
  /** Of the file, compressed. */
  bytes: number;
  /** Of the file, in hexadecimal. */
  sha256: string;
}

/** The largest record MongoDB stores, with room for what a server of another make may add. */
const MAX_RECORD = 17 * 1024 * 1024;

/**
 * Writes records one after the other, as BSON in gzip: `gunzip < file | bsondump` reads it too. Holds a record at a time.
 * Resolves when all of it is on the disk.
 */
export async function writeRecords(path: string, records: AsyncIterable<Uint8Array>): Promise<FileFacts> {
  const facts = { records: 0, bytes: 0 };
  const hash = createHash('sha256');
  const count = async function* (): AsyncGenerator<Uint8Array> {
    for await (const record of records) {
      facts.records += 1;
      yield record;
    }
  };
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      facts.bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(count(), createGzip({ level: 6 }), measure, createWriteStream(path, { mode: 0o600 }));
  await syncToDisk(path);
  return { ...facts, sha256: hash.digest('hex') };
}

/** Makes a file or a directory's list of names outlast a power cut. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Reads what {@link writeRecords} wrote, a record at a time.
 * @throws Error when the file ends inside a record or is no gzip
 */
export async function* readRecords(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const unzipped = createGunzip();
  // The reader may leave early; what then breaks is nobody's concern, and every fault while reading arrives below.
  const piped = pipeline(file, unzipped).catch(() => undefined);
  let waiting: Buffer[] = [];
  let size = 0;
  let wanted = 4;
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      waiting.push(chunk);
      size += chunk.length;
      if (size < wanted) continue; // a record of 16 MB comes in a thousand chunks: join them once
      let held = Buffer.concat(waiting);
      for (wanted = sizeOf(held); held.length >= wanted; wanted = sizeOf(held)) {
        yield held.subarray(0, wanted);
        held = held.subarray(wanted);
      }
      waiting = [held];
      size = held.length;
    }
    if (size > 0) throw new Error('the file ends inside a record');
  } finally {
    file.destroy();
    unzipped.destroy();
    await piped;
  }
}

/** Bytes of the record that begins here; the 4 that say so while they are not all there. */
function sizeOf(bytes: Buffer): number {
  if (bytes.length < 4) return 4;
  const size = bytes.readInt32LE(0);
  if (size < 5 || size > MAX_RECORD) throw new Error(`a record of ${size} bytes`);
  return size;
}

/** Reads the whole file once. @throws what the file system throws */
export async function measureFile(path: string): Promise<Pick<FileFacts, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
