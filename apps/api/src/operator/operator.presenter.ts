import type { MailView } from '@kontor/contracts';
import type { OutboxMail } from '@kontor/domain';

export const presentMail = ({ id, to, subject, text, at, state }: OutboxMail): MailView => ({
  id,
  to,
  subject,
  text,
  at: at.toISOString(),
  state,
});
