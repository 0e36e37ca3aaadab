export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

const hasAt = (bytes: Buffer, offset: number, ...texts: string[]): boolean =>
  texts.some((text) => bytes.subarray(offset, offset + text.length).toString('latin1') === text);

/** What the first bytes say a file is: names and claimed types are never asked. Null for everything we do not take. */
export function formatOf(bytes: Buffer): ImageFormat | null {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'jpeg';
  if (hasAt(bytes, 0, 'GIF87a', 'GIF89a')) return 'gif';
  if (hasAt(bytes, 0, 'RIFF') && hasAt(bytes, 8, 'WEBP')) return 'webp';
  return hasAt(bytes, 4, 'ftyp') && hasAt(bytes, 8, 'avif', 'avis') ? 'avif' : null;
}
