import { z } from 'zod';

/** The badge counts to here. */
export const MOST_UNREAD = 100;
export const UnreadNotifications = z.object({ unread: z.number().int().max(MOST_UNREAD) });
export type UnreadNotifications = z.infer<typeof UnreadNotifications>;
