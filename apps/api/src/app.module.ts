import { Module, type DynamicModule } from '@nestjs/common';
import { ActivityModule } from './activity/activity.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { CollabModule } from './collab/collab.module.js';
import { CommitmentsModule } from './commitments/commitments.module.js';
import { CommunitiesModule } from './communities/communities.module.js';
import type { Config } from './config/config.js';
import { DemoModule } from './demo/demo.module.js';
import { DiscussionsModule } from './discussions/discussions.module.js';
import { FilesModule } from './files/files.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LiveModule } from './live/live.module.js';
import { MailModule } from './mail/mail.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { OperatorModule } from './operator/operator.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlatformModule, type Overrides } from './platform/platform.module.js';
import { PracticeDocumentsModule } from './practice-documents/practice-documents.module.js';
import { SearchModule } from './search/search.module.js';
import { WorkspacesModule } from './workspaces/workspaces.module.js';

/** The composition root: every noun once, on one platform. */
@Module({})
export class AppModule {
  static register(config: Config, overrides?: Overrides): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(config, overrides),
        CollabModule,
        MailModule,
        JobsModule,
        IdentityModule,
        OperatorModule,
        OrganisationsModule,
        PeopleModule,
        WorkspacesModule,
        PracticeDocumentsModule,
        DiscussionsModule,
        AttachmentsModule,
        ActivityModule,
        CommunitiesModule,
        CommitmentsModule,
        FilesModule,
        SearchModule,
        LiveModule,
        NotificationsModule,
        DemoModule,
      ],
    };
  }
}
