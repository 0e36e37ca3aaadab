import { Injectable } from '@nestjs/common';
import { IMAGE_LIMITS } from '@kontor/contracts';
import { KontorError, type ImageMaker } from '@kontor/domain';
import sharp, { type Metadata } from 'sharp';
import { formatOf } from './image-format.js';

/** A picture that takes longer than this to remake was made to take long. */
const SECONDS = 15;
const QUALITY = 82;

// Nothing of one upload stays in memory for the next, and a picture never takes all cores.
sharp.cache(false);
sharp.concurrency(1);

/** Remakes pictures: what is stored was written by us, so no second file, script, place or time can hide in it. */
@Injectable()
export class SharpImageMaker implements ImageMaker {
  takes(bytes: Buffer): boolean {
    return formatOf(bytes) !== null;
  }

  async remake(bytes: Buffer): Promise<{ content: Buffer; width: number; height: number }> {
    const format = formatOf(bytes);
    // Looked at before any decoder is: SVG and documents never reach one.
    if (format === null) throw refused('format', 'This is no PNG, JPEG, WebP, GIF or AVIF picture.');
    const input = () =>
      sharp(bytes, {
        limitInputPixels: IMAGE_LIMITS.pixels,
        failOn: 'error',
        sequentialRead: true,
        pages: 1,
      });
    await this.judge(() => input().metadata(), format);
    try {
      const { data, info } = await input()
        .autoOrient()
        .resize({
          width: IMAGE_LIMITS.edge,
          height: IMAGE_LIMITS.edge,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .webp({ quality: QUALITY })
        .timeout({ seconds: SECONDS })
        .toBuffer({ resolveWithObject: true });
      return { content: data, width: info.width, height: info.height };
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private async judge(read: () => Promise<Metadata>, format: string): Promise<void> {
    const metadata = await read().catch((error: unknown) => {
      throw refusalOf(error);
    });
    const read_ = metadata.format === 'heif' ? 'avif' : metadata.format;
    if (read_ !== format) throw refused('format', 'The picture is not what its first bytes say.');
    const pixels = (metadata.width ?? 0) * (metadata.height ?? 0);
    if (pixels === 0 || pixels > IMAGE_LIMITS.pixels)
      throw refused('pixels', 'The picture has too many pixels.');
  }
}

const refused = (rule: string, message: string): KontorError =>
  new KontorError('image-refused', message, { errors: [{ field: 'file', rule, message }] });

/** The decoder's own words may name paths of the server; only the kind of fault leaves. */
function refusalOf(error: unknown): KontorError {
  const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
  return isTooLarge
    ? refused('pixels', 'The picture has too many pixels.')
    : refused('unreadable', 'The picture is damaged and cannot be read.');
}
