import type { UiLanguage } from '@kontor/contracts';

/** Texts of the mail that carries the link for a new password. */
const TEXTS: Readonly<Record<UiLanguage, { subject: string; text: (name: string, link: string) => string }>> =
  {
    en: {
      subject: 'Set a new password for Kontor',
      text: (name, link) => `Hello ${name},

somebody, probably you, asked for a new password for your account at Kontor. Set it here within an hour:

${link}

The link works once. A newer request makes it void. If it was not you, do nothing: your password stays as it is.
`,
    },
    de: {
      subject: 'Neues Passwort für Kontor festlegen',
      text: (name, link) => `Guten Tag ${name},

jemand, vermutlich Sie, hat ein neues Passwort für Ihr Konto bei Kontor angefordert. Legen Sie es innerhalb einer
Stunde hier fest:

${link}

Der Link gilt einmal. Eine neuere Anforderung macht ihn ungültig. Waren Sie es nicht, brauchen Sie nichts zu tun:
Ihr Passwort bleibt, wie es ist.
`,
    },
  };

export const resetMail = (
  language: UiLanguage,
  name: string,
  link: string,
): { subject: string; text: string } => ({
  subject: TEXTS[language].subject,
  text: TEXTS[language].text(name, link),
});
