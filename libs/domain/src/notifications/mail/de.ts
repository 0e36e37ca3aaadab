import type { NotificationTexts } from './texts.js';

export const de: NotificationTexts = {
  subject: {
    mention: ({ actor, title }) => `${actor} hat Sie in „${title}“ erwähnt`,
    reply: ({ actor, title }) => `${actor} hat Ihnen in „${title}“ geantwortet`,
    deadline: ({ title }) => `Eine Einladung zu „${title}“ läuft bald unbeantwortet ab`,
    signature: ({ title }) => `„${title}“ wartet auf Ihre Unterschrift`,
    membership: ({ actor, title }) => `${actor} ist „${title}“ beigetreten`,
    announcement: ({ title }) => `Ankündigung: „${title}“`,
    watched: ({ actor, title }) => `${actor} hat „${title}“ begonnen`,
    followed: ({ actor, title }) => `${actor} hat in „${title}“ geschrieben`,
    accepted: ({ title }) => `Ihre Antwort in „${title}“ wurde angenommen`,
  },
  somebody: 'Jemand',
  inWorkspace: (name) => `in ${name}`,
  open: 'In Kontor lesen',
  replyAbove: 'Zum Antworten schreiben Sie oberhalb dieser Zeile',
  digestSubject: (count) => (count === 1 ? 'Eine Neuigkeit auf Kontor' : `${count} Neuigkeiten auf Kontor`),
  gatheredSubject: (count) =>
    count === 1 ? 'Noch eine Nachricht für Sie auf Kontor' : `Noch ${count} Nachrichten für Sie auf Kontor`,
  digestIntro: {
    daily: 'Was seit gestern neu ist und Sie noch nicht gelesen haben:',
    weekly: 'Was diese Woche neu ist und Sie noch nicht gelesen haben:',
    gathered:
      'Innerhalb einer Stunde ist viel geschehen. Damit Sie nicht für jedes eine E-Mail bekommen, hier der Rest:',
  },
  news: (count) => (count === 1 ? '1 neu' : `${count} neu`),
  by: (names) => `von ${names}`,
  more: (count) =>
    count === 1
      ? 'Und noch eine unter Ihren Mitteilungen.'
      : `Und ${count} weitere unter Ihren Mitteilungen.`,
  why: {
    mention: 'Sie erhalten diese E-Mail, weil jemand Sie erwähnt hat.',
    reply: 'Sie erhalten diese E-Mail, weil Ihnen jemand geantwortet hat.',
    deadline: 'Sie erhalten diese E-Mail, weil bald etwas fällig ist, das Sie betrifft.',
    signature: 'Sie erhalten diese E-Mail, weil eine Zusage Ihrer Organisation auf eine Unterschrift wartet.',
    membership:
      'Sie erhalten diese E-Mail, weil sich die Mitglieder eines Ihrer Arbeitsräume geändert haben.',
    announcement: 'Sie erhalten diese E-Mail, weil es allen Mitgliedern angekündigt wurde.',
    watched: 'Sie erhalten diese E-Mail, weil Sie diesen Arbeitsraum oder dieses Schlagwort beobachten.',
    followed: 'Sie erhalten diese E-Mail, weil Sie dieser Diskussion folgen.',
    accepted: 'Sie erhalten diese E-Mail, weil Ihre Antwort angenommen wurde.',
    digest: 'Sie erhalten diese E-Mail, weil Sie eine Zusammenfassung der Neuigkeiten wünschen.',
  },
  stop: {
    mention: 'Keine E-Mails mehr zu Erwähnungen',
    reply: 'Keine E-Mails mehr zu Antworten',
    deadline: 'Keine E-Mails mehr zu Fristen',
    signature: 'Keine E-Mails mehr zu Unterschriften',
    membership: 'Keine E-Mails mehr zu Mitgliedern',
    announcement: 'Keine E-Mails mehr zu Ankündigungen',
    watched: 'Keine E-Mails mehr zu neuen Diskussionen',
    followed: 'Keine E-Mails mehr zu Diskussionen, denen ich folge',
    accepted: 'Keine E-Mails mehr zu angenommenen Antworten',
    digest: 'Keine Zusammenfassung mehr',
  },
  choose: 'Einstellen, wie Sie Mitteilungen erhalten',
};
