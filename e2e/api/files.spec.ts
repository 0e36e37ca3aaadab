import { request } from 'node:http';
import { deflateSync } from 'node:zlib';
import { PracticeDocument, Problem, StoredImage } from '@kontor/contracts';
import type { Connection } from 'mongoose';
import sharp from 'sharp';
import supertest from 'supertest';
import { DATABASE } from '../../apps/api/src/platform/tokens.js';
import { attachmentPromises } from '../support/attachment-promises.js';
import { bootTestApp, type Caller, type TestApp } from '../support/boot-test-app.js';
import { CALLERS, castOf, type Cast } from '../support/cast.js';

const API = '/api/v1';
const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: { r: 22, g: 64, b: 91 } } });

/** A PNG chunk with a right checksum. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, sum]);
}

/** A PNG of a few hundred bytes that says it is as large as asked. */
function claimedPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('pictures in documents over HTTP', () => {
  let app: TestApp;
  let cast: Cast;
  let draft: PracticeDocument;
  let shared: PracticeDocument;
  let png: Buffer;

  beforeAll(async () => {
    app = await bootTestApp();
    cast = await castOf(app);
    draft = await aDocument('Draft with a picture');
    shared = await aDocument('Shared with a picture');
    await cast.coordinator
      .put(`/practice-documents/${shared.id}/sharing`, { reason: 'To show.' })
      .expect(200);
    png = await picture().png().toBuffer();
  });
  afterAll(() => app.close());

  const aDocument = async (title: string) => {
    const path = `/workspaces/${cast.workspaceId}/practice-documents`;
    return PracticeDocument.parse((await cast.editor.post(path, { title }).expect(201)).body);
  };
  const upload = (
    who: Caller,
    document: { id: string },
    bytes: Buffer,
    { field = 'file', filename = 'picture.png', contentType = 'image/png' } = {},
  ): supertest.Test =>
    supertest(app.url)
      .post(`${API}/practice-documents/${document.id}/files`)
      .set('X-Kontor-Request', '1')
      .set('Cookie', who.cookie)
      .attach(field, bytes, { filename, contentType });
  const store = async (document: { id: string }, bytes = png, options = {}) =>
    StoredImage.parse((await upload(cast.editor, document, bytes, options).expect(201)).body);
  const bytesOf = async (who: Caller, image: StoredImage): Promise<Buffer> => {
    const { body } = await who.get(image.url).buffer(true).parse(binary).expect(200);
    return body as Buffer;
  };
  const stored = async () => {
    const database = app.kontor.app.get<Connection>(DATABASE);
    const count = (name: string) => database.collection(name).countDocuments();
    return { files: await count('images.files'), chunks: await count('images.chunks') };
  };

  it('[P-32] are put in by whoever writes, and by nobody else', async () => {
    const expected = {
      draft: [201, 201, 403, 404, 404, 404, 401],
      shared: [201, 201, 403, 403, 404, 404, 401],
    };
    for (const [document, statuses] of [
      [draft, expected.draft],
      [shared, expected.shared],
    ] as const) {
      const before = await stored();
      for (const [n, who] of CALLERS.entries()) {
        const { status } = await upload(cast[who], document, png);
        expect([who, status]).toEqual([who, statuses[n]]);
      }
      expect((await stored()).files - before.files).toBe(2);
    }
  });

  it('[P-36] are seen by whoever reads the document, at every single request', async () => {
    const [ofDraft, ofShared] = [await store(draft), await store(shared)];
    for (const [image, expected] of [
      [ofDraft, [200, 200, 200, 404, 404, 404, 401]],
      [ofShared, [200, 200, 200, 200, 404, 404, 401]],
    ] as const) {
      for (const [n, who] of CALLERS.entries()) {
        expect([who, (await cast[who].get(image.url)).status]).toEqual([who, expected[n]]);
      }
    }
    await cast.coordinator.delete(`/practice-documents/${shared.id}/sharing`).expect(200);
    await cast.member.get(ofShared.url).expect(404);
    await cast.coordinator.put(`/practice-documents/${shared.id}/sharing`, { reason: 'Again.' }).expect(200);
    await cast.editor.get('/files/0123456789abcdef01234567').expect(404);
    await cast.editor.get(`/files/${ofDraft.id.toUpperCase()}x`).expect(422);
  });

  it('are answered as a picture and nothing else, kept by no cache', async () => {
    const image = await store(draft);
    const { headers } = await cast.editor.get(image.url).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'content-length': String(image.bytes),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(headers['content-disposition']).toBe(
      `inline; filename="picture.webp"; filename*=UTF-8''picture.webp`,
    );
    expect(headers).not.toHaveProperty('etag');
  });

  it('are remade: no place, no author and no script hidden behind them comes out again', async () => {
    const jpeg = await picture(300, 200)
      .withExif({
        IFD0: { Artist: 'CANARY-author' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '61/1 29/1 0/1' },
      })
      .jpeg()
      .toBuffer();
    const sources: [Buffer, string][] = [
      [jpeg, 'image/jpeg'],
      [
        Buffer.concat([await picture().gif().toBuffer(), Buffer.from('<script>/*CANARY*/</script>')]),
        'image/gif',
      ],
      [Buffer.concat([png, Buffer.from('%PDF-1.7 CANARY')]), 'text/html'],
      [await picture().avif().toBuffer(), 'image/avif'],
      [await picture().webp().toBuffer(), 'application/octet-stream'],
    ];
    for (const [bytes, contentType] of sources) {
      const image = await store(draft, bytes, { contentType, filename: 'x.html' });
      const out = await bytesOf(cast.editor, image);
      expect(out.length).toBe(image.bytes);
      expect(out.toString('latin1')).not.toMatch(/CANARY|script|%PDF/);
      const { format, exif, xmp, icc, width, height } = await sharp(out).metadata();
      expect({ format, exif, xmp, icc, width, height }).toEqual({
        format: 'webp',
        width: image.width,
        height: image.height,
      });
    }
  });

  it('are at most 2400 pixels long, upright, and one frame of an animation', async () => {
    const large = await store(draft, await picture(5000, 1000).png().toBuffer());
    expect(large).toMatchObject({ width: 2400, height: 480 });
    const turned = await store(
      draft,
      await picture(100, 50).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    );
    expect(turned).toMatchObject({ width: 50, height: 100 });
    const frames = Buffer.alloc(8 * 16 * 3, 90).fill(10, 8 * 8 * 3);
    const gif = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .gif()
      .toBuffer();
    expect((await sharp(gif, { animated: true }).metadata()).pages).toBe(2);
    const still = await store(draft, gif);
    expect(still).toMatchObject({ width: 8, height: 8 });
  });

  it('are refused by what they are, quickly, with nothing left behind', async () => {
    const before = await stored();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const bad: [string, Buffer, string][] = [
      ['svg', Buffer.from(svg), 'format'],
      ['svg after a declaration', Buffer.from(`<?xml version="1.0"?>${svg}`), 'format'],
      ['html', Buffer.from('<!doctype html><script>1</script>'), 'format'],
      ['pdf', Buffer.from('%PDF-1.7'), 'format'],
      ['tiff', await picture().tiff().toBuffer(), 'format'],
      ['nothing', Buffer.alloc(0), 'format'],
      ['only a signature', png.subarray(0, 8), 'unreadable'],
      ['svg behind a signature', Buffer.concat([png.subarray(0, 8), Buffer.from(svg)]), 'unreadable'],
      [
        'cut off',
        (await picture(400, 400).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9000),
        'unreadable',
      ],
      ['50 000 x 50 000', claimedPng(50_000, 50_000), 'pixels'],
      ['garbage webp', Buffer.from('RIFF\u0010\0\0\0WEBPVP8 garbage garbage', 'latin1'), 'unreadable'],
    ];
    for (const [name, bytes, rule] of bad) {
      const started = Date.now();
      const answer = await upload(cast.editor, draft, bytes);
      const problem = Problem.parse(answer.body);
      expect([name, answer.status, problem.code, problem.errors?.[0]?.rule]).toEqual([
        name,
        422,
        'image-refused',
        rule,
      ]);
      expect(Date.now() - started).toBeLessThan(5000);
    }
    expect(await stored()).toEqual(before);
  });

  it('are refused when too large, unnamed, misnamed or no form at all', async () => {
    const before = await stored();
    const large = await upload(cast.editor, draft, Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]));
    expect([large.status, Problem.parse(large.body).code]).toEqual([413, 'too-large']);
    const misnamed = await upload(cast.editor, draft, png, { field: 'upload' }).expect(422);
    expect(Problem.parse(misnamed.body).errors?.[0]).toMatchObject({
      field: 'upload',
      rule: 'unknown-field',
    });
    const extra = await upload(cast.editor, draft, png).field('owner', 'x').expect(422);
    expect(Problem.parse(extra.body).errors?.[0]).toMatchObject({ field: 'owner', rule: 'unknown-field' });
    await upload(cast.editor, draft, png).attach('file', png, 'second.png').expect(413);
    await cast.editor.post(`/practice-documents/${draft.id}/files`, { file: 'x' }).expect(415);
    const raw = (type: string, body: string) =>
      supertest(app.url)
        .post(`${API}/practice-documents/${draft.id}/files`)
        .set({ 'X-Kontor-Request': '1', Cookie: cast.editor.cookie, 'Content-Type': type })
        .send(body);
    expect((await raw('multipart/form-data; boundary=x', '--x--\r\n')).status).toBe(422);
    expect([400, 422]).toContain((await raw('multipart/form-data', 'nothing')).status);
    expect((await raw('multipart/form-data; boundary=x', '--x\r\nnonsense')).status).toBe(400);
    expect((await raw('image/png', 'x')).status).toBe(415);
    expect(await stored()).toEqual(before);
  });

  it('[P-6] are not put into an archived document, and stay readable there', async () => {
    const document = await aDocument('Archived with a picture');
    const image = await store(document);
    await cast.coordinator.post(`/practice-documents/${document.id}/archive`).expect(200);
    const { body } = await upload(cast.coordinator, document, png).expect(409);
    expect(Problem.parse(body).code).toBe('document-archived');
    await cast.editor.get(image.url).expect(200);
  });

  it('keep the name that people gave only where it can do no harm', async () => {
    const cases: [given: string, shown: string][] = [
      ['../../etc/passwd.png', 'passwd.webp'],
      ['C:\\temp\\Straße 7.JPG', 'Straße 7.webp'],
      ['evil\u202Egnp.exe', 'evilgnp.webp'],
      ['.htaccess', 'image.webp'],
      ['CON.png', 'imageCON.webp'],
      [`${'a'.repeat(300)}.png`, `${'a'.repeat(80)}.webp`],
    ];
    for (const [filename, shown] of cases) {
      const image = await store(draft, png, { filename });
      const disposition = String(
        (await cast.editor.get(image.url).expect(200)).headers['content-disposition'],
      );
      const encoded = /filename\*=UTF-8''(.+)$/.exec(disposition)?.[1] ?? '';
      expect(decodeURIComponent(encoded)).toBe(shown);
      expect(disposition).toMatch(/^inline; filename="[A-Za-z0-9._ -]+";/);
    }
  });

  it('leave nothing when uploads break off, a hundred times, and the places are free again', async () => {
    const before = await stored();
    const breakOff = () =>
      new Promise<void>((resolve) => {
        const upload_ = request(`${app.url}${API}/practice-documents/${draft.id}/files`, {
          method: 'POST',
          headers: {
            cookie: cast.editor.cookie,
            'x-kontor-request': '1',
            'content-type': 'multipart/form-data; boundary=x',
            'content-length': '100000',
          },
        });
        upload_.on('error', () => resolve()).on('response', (answer) => answer.resume().on('end', resolve));
        upload_.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n');
        upload_.write(png, () => upload_.destroy());
        upload_.on('close', resolve);
      });
    for (let n = 0; n < 20; n += 1) await Promise.all([1, 2, 3, 4, 5].map(breakOff));
    expect(await stored()).toEqual(before);
    let status = 429;
    for (let attempt = 0; attempt < 50 && status === 429; attempt += 1) {
      status = (await upload(cast.editor, draft, png)).status;
    }
    expect(status).toBe(201);
  });

  describe('and files of posts', () => attachmentPromises(() => ({ app, cast, draft })));
});

/** supertest parses only what it knows; a picture is taken as it comes. */
function binary(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}
