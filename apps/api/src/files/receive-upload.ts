import '@fastify/multipart';
import { IMAGE_LIMITS } from '@kontor/contracts';
import { invalidField, KontorError, type Upload } from '@kontor/domain';
import type { FastifyRequest } from 'fastify';

/** Whoever sends slower than this holds a place that others wait for. */
const RECEIVE_MS = 60_000;

/**
 * Reads the one part named `file` of a multipart body into memory; nothing touches the disk, so an upload that breaks
 * off leaves nothing.
 * @throws KontorError unsupported-media-type, too-large, invalid-input, bad-request
 */
export async function receiveUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new KontorError(
      'unsupported-media-type',
      'Send the file as multipart/form-data, in a part named "file".',
    );
  }
  try {
    return await unlessGone(request, readPart(request));
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Reads to the end whatever comes, so that the answer finds a sender who listens. */
async function readPart(request: FastifyRequest): Promise<Upload> {
  let upload: Upload | undefined;
  let unknown: string | undefined;
  for await (const part of request.parts({ limits: { fileSize: IMAGE_LIMITS.bytes, files: 1, fields: 1 } })) {
    if (part.fieldname === 'file' && part.type === 'file') {
      upload = { name: part.filename, bytes: await part.toBuffer() };
    } else {
      if (part.type === 'file') part.file.resume();
      unknown ??= part.fieldname.slice(0, 100);
    }
  }
  if (unknown !== undefined) throw invalidField(unknown, 'unknown-field', 'is not a field of this request');
  if (upload === undefined) throw invalidField('file', 'required', 'file: is missing');
  return upload;
}

/**
 * The parser waits for ever for a sender who hangs up or goes quiet; whoever waits for the upload must not, because a
 * place for uploads is held meanwhile.
 */
async function unlessGone<T>(request: FastifyRequest, reading: Promise<T>): Promise<T> {
  const { raw } = request;
  let onClose: () => void = () => undefined;
  let late: NodeJS.Timeout | undefined;
  const gone = new Promise<never>((_, reject) => {
    onClose = () => {
      if (!raw.complete) reject(new Error('the sender hung up'));
    };
    late = setTimeout(() => {
      reject(new Error('the sender went quiet'));
      raw.destroy();
    }, RECEIVE_MS);
    raw.once('close', onClose);
    if (raw.destroyed) onClose();
  });
  // Whichever comes second is heard by nobody.
  reading.catch(() => undefined);
  gone.catch(() => undefined);
  try {
    return await Promise.race([reading, gone]);
  } finally {
    clearTimeout(late);
    raw.off('close', onClose);
  }
}

/** What the parser says about a broken body is the sender's fault, never the server's. */
function asRefusal(error: unknown): KontorError {
  if (error instanceof KontorError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return status === 413
    ? new KontorError('too-large', `A file may have at most ${IMAGE_LIMITS.bytes / 1024 / 1024} MB.`)
    : new KontorError('bad-request', 'The upload broke off or is not well-formed.');
}
