import type { UiLanguage, WorkspaceRole } from '@kontor/contracts';
import { de } from './de.js';
import { en } from './en.js';
import type { InvitationTexts } from './texts.js';

const TEXTS: Readonly<Record<UiLanguage, InvitationTexts>> = { en, de };

/** What people type ends up in a mail: one line stays one line, and no control character reaches a header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

const dayIn = (language: UiLanguage, at: Date): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(at);

/** Writes the mail in the language of whoever invites. */
export function invitationMail(
  language: UiLanguage,
  given: {
    inviterName: string;
    workspaceName: string;
    role: WorkspaceRole;
    message: string;
    link: string;
    expiresAt: Date;
  },
): { subject: string; text: string } {
  const texts = TEXTS[language];
  const facts = {
    inviterName: oneLine(given.inviterName),
    workspaceName: oneLine(given.workspaceName),
    role: texts.roles[given.role],
    message: lines(given.message),
    link: given.link,
    until: dayIn(language, given.expiresAt),
  };
  return { subject: texts.subject(facts), text: texts.text(facts) };
}
