import { Controller, Get, Inject, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { API_PREFIX, DocumentId, FileId, StoredImage } from '@kontor/contracts';
import { Images, type FileRecord, type Person } from '@kontor/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';
import { FILE_HEADERS, fileNameParameters } from './file-headers.js';
import { receiveUpload } from './receive-upload.js';
import { UploadSlots } from './upload-slots.js';

@ApiTags('files')
@Controller()
export class FilesController {
  constructor(
    @Inject(Images) private readonly images: Images,
    @Inject(UploadSlots) private readonly slots: UploadSlots,
  ) {}

  @Post('practice-documents/:documentId/files')
  @Act('practice-document.attach')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiCreatedResponse({ standardSchema: StoredImage })
  async attach(
    @CurrentPerson() person: Person,
    @Param('documentId', { schema: DocumentId }) id: DocumentId,
    @Req() request: FastifyRequest,
  ): Promise<StoredImage> {
    return this.slots.hold(person.userId, async () =>
      presentImage(await this.images.attach(person, id, () => receiveUpload(request))),
    );
  }

  /** Judged at every request and never cached, so that a right that ends takes the pictures along. */
  @Get('files/:fileId')
  @Act('file.read')
  @ApiProduces('image/webp')
  @ApiOkResponse({ description: 'The picture' })
  async read(
    @CurrentPerson() person: Person,
    @Param('fileId', { schema: FileId }) id: FileId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.images.open(person, id);
    void reply.headers(FILE_HEADERS);
    return new StreamableFile(content, {
      type: file.contentType,
      length: file.bytes,
      disposition: `inline; ${fileNameParameters(file.name)}`,
    });
  }
}

const presentImage = ({ id, width, height, bytes }: FileRecord): StoredImage => ({
  id,
  url: `${API_PREFIX}/files/${id}`,
  width,
  height,
  bytes,
});
