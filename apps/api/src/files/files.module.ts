import { Module } from '@nestjs/common';
import { Access, Images, type Clock, type FileStore, type Ids, type ImageMaker } from '@kontor/domain';
import { AccessModule } from '../access/access.module.js';
import { CLOCK, IDS } from '../platform/tokens.js';
import { FilesController } from './files.controller.js';
import { SharpImageMaker } from './sharp-image-maker.js';
import { FILE_STORE, IMAGE_MAKER } from './tokens.js';
import { UploadSlots } from './upload-slots.js';

@Module({
  imports: [AccessModule],
  controllers: [FilesController],
  providers: [
    UploadSlots,
    { provide: IMAGE_MAKER, useClass: SharpImageMaker },
    {
      provide: Images,
      inject: [FILE_STORE, IMAGE_MAKER, Access, IDS, CLOCK],
      useFactory: (store: FileStore, maker: ImageMaker, access: Access, ids: Ids, clock: Clock) =>
        new Images(store, maker, access, ids, clock),
    },
  ],
  exports: [Images, IMAGE_MAKER, UploadSlots],
})
export class FilesModule {}
