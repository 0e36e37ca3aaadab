/** `Recipients` of @kontor/domain: whom to write to, in which language and time zone. */
export const RECIPIENTS = Symbol('Recipients');
/** `NotificationRecords` and `NotificationMails`. */
export const NOTIFICATION_RECORDS = Symbol('NotificationRecords');
export const WATCHES = Symbol('Watches');
export const PREFERENCE_RECORDS = Symbol('PreferenceRecords');
