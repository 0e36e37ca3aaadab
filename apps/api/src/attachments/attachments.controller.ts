import { Controller, Get, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { API_PREFIX, ATTACHMENT_TYPES, AttachmentId, StoredAttachment, WorkspaceId } from '@kontor/contracts';
import { asAttachment, Attachments, type AttachmentRecord, type Person } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FILE_HEADERS, fileNameParameters } from '../files/file-headers.js';
import { receiveUpload } from '../files/receive-upload.js';
import { UploadSlots } from '../files/upload-slots.js';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

@ApiTags('attachments')
@Controller()
export class AttachmentsController {
  constructor(
    @Inject(Attachments) private readonly attachments: Attachments,
    @Inject(UploadSlots) private readonly slots: UploadSlots,
  ) {}

  /** A file for a post that is still being written. */
  @Post('workspaces/:workspaceId/attachments')
  @Act('attachment.upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ standardSchema: StoredAttachment })
  async upload(
    @CurrentPerson() person: Person,
    @Param('workspaceId', { schema: WorkspaceId }) id: WorkspaceId,
    @Req() request: FastifyRequest,
  ): Promise<StoredAttachment> {
    return this.slots.hold(person.userId, async () =>
      present(await this.attachments.upload(person, id, () => receiveUpload(request))),
    );
  }

  /** Judged at every request and never cached. Opened by itself it is saved; a page may still show a picture. */
  @Get('attachments/:attachmentId')
  @Act('attachment.read')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ description: 'The file' })
  async read(
    @CurrentPerson() person: Person,
    @Param('attachmentId', { schema: AttachmentId }) id: AttachmentId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.attachments.open(person, id);
    void reply.headers(FILE_HEADERS);
    return new StreamableFile(content, {
      type: ATTACHMENT_TYPES[file.type],
      length: file.bytes,
      disposition: `attachment; ${fileNameParameters(file.name)}`,
    });
  }
}

const present = (file: AttachmentRecord): StoredAttachment => ({
  ...asAttachment(file),
  url: `${API_PREFIX}/attachments/${file.id}`,
  width: file.size?.width ?? null,
  height: file.size?.height ?? null,
});
