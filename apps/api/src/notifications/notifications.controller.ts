import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ChangePreferences,
  NotificationPage,
  NotificationPreferences,
  NotificationQuery,
  ReadNotifications,
  UnreadNotifications,
  type Notification,
  type Page,
} from '@kontor/contracts';
import { NotificationCentre, Preferences, type Person } from '@kontor/domain';
import { Act } from '../platform/authorisation/act.decorator.js';
import { CurrentPerson } from '../platform/authorisation/actor.decorator.js';

/** The reader's own notifications; there is no address for those of others. */
@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(
    @Inject(NotificationCentre) private readonly centre: NotificationCentre,
    @Inject(Preferences) private readonly preferences: Preferences,
  ) {}

  @Get()
  @Act('notification.read')
  @ApiOkResponse({ standardSchema: NotificationPage })
  list(
    @CurrentPerson() person: Person,
    @Query({ schema: NotificationQuery }) query: NotificationQuery,
  ): Promise<Page<Notification>> {
    return this.centre.list(person, query);
  }

  @Get('unread')
  @Act('notification.read')
  @ApiOkResponse({ standardSchema: UnreadNotifications })
  async unread(@CurrentPerson() person: Person): Promise<UnreadNotifications> {
    return { unread: await this.centre.unread(person) };
  }

  @Post('read')
  @HttpCode(204)
  @Act('notification.settle')
  @ApiNoContentResponse()
  async markRead(
    @CurrentPerson() person: Person,
    @Body({ schema: ReadNotifications }) body: ReadNotifications,
  ): Promise<void> {
    await this.centre.markRead(person, body);
  }

  @Get('preferences')
  @Act('notification.read')
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  readPreferences(@CurrentPerson() person: Person): Promise<NotificationPreferences> {
    return this.preferences.read(person);
  }

  @Patch('preferences')
  @Act('notification.choose')
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  changePreferences(
    @CurrentPerson() person: Person,
    @Body({ schema: ChangePreferences }) body: ChangePreferences,
  ): Promise<NotificationPreferences> {
    return this.preferences.change(person, body);
  }
}
