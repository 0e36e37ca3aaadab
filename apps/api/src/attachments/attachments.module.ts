import { Module } from '@nestjs/common';
import {
  Access,
  Attachments,
  AttachmentSweep,
  type AttachmentStore,
  type Clock,
  type Ids,
  type ImageMaker,
  type ThreadRecords,
} from '@kontor/domain';
import { AccessModule } from '../access/access.module.js';
import { THREAD_RECORDS } from '../discussions/tokens.js';
import { FilesModule } from '../files/files.module.js';
import { IMAGE_MAKER } from '../files/tokens.js';
import { CLOCK, IDS } from '../platform/tokens.js';
import { AttachmentWatch } from './attachment-watch.js';
import { AttachmentsController } from './attachments.controller.js';
import { ATTACHMENT_STORE } from './tokens.js';

@Module({
  imports: [AccessModule, FilesModule],
  controllers: [AttachmentsController],
  providers: [
    {
      provide: Attachments,
      inject: [ATTACHMENT_STORE, IMAGE_MAKER, Access, IDS, CLOCK],
      useFactory: (store: AttachmentStore, maker: ImageMaker, access: Access, ids: Ids, clock: Clock) =>
        new Attachments(store, maker, access, ids, clock),
    },
    {
      provide: AttachmentSweep,
      inject: [ATTACHMENT_STORE, THREAD_RECORDS, CLOCK],
      useFactory: (store: AttachmentStore, threads: ThreadRecords, clock: Clock) =>
        new AttachmentSweep(store, threads, clock),
    },
    AttachmentWatch,
  ],
})
export class AttachmentsModule {}
