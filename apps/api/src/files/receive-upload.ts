import '@fastify/multipart';
import { addAbortSignal } from 'node:stream';
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
      'Send the picture as multipart/form-data, in a part named "file".',
    );
  }
  try {
    return await readPart(request);
  } catch (error) {
    throw asRefusal(error);
  }
}

async function readPart(request: FastifyRequest): Promise<Upload> {
  const part = await request.file({ limits: { fileSize: IMAGE_LIMITS.bytes } });
  if (part === undefined) throw invalidField('file', 'required', 'file: is missing');
  const unknown = [part.fieldname, ...Object.keys(part.fields)].find((name) => name !== 'file');
  if (unknown !== undefined) {
    part.file.resume();
    throw invalidField(unknown.slice(0, 100), 'unknown-field', 'is not a field of this request');
  }
  addAbortSignal(AbortSignal.timeout(RECEIVE_MS), part.file);
  return { name: part.filename, bytes: await part.toBuffer() };
}

/** What the parser says about a broken body is the sender's fault, never the server's. */
function asRefusal(error: unknown): KontorError {
  if (error instanceof KontorError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return status === 413
    ? new KontorError('too-large', `A picture may have at most ${IMAGE_LIMITS.bytes / 1024 / 1024} MB.`)
    : new KontorError('bad-request', 'The upload broke off or is not well-formed.');
}
