import type { NotificationTexts } from './texts.js';

export const en: NotificationTexts = {
  subject: {
    mention: ({ actor, title }) => `${actor} mentioned you in “${title}”`,
    reply: ({ actor, title }) => `${actor} answered you in “${title}”`,
    deadline: ({ title }) => `An invitation to “${title}” runs out soon, unanswered`,
    signature: ({ title }) => `“${title}” waits for your signature`,
    membership: ({ actor, title }) => `${actor} joined “${title}”`,
    announcement: ({ title }) => `Announcement: “${title}”`,
    watched: ({ actor, title }) => `${actor} started “${title}”`,
    followed: ({ actor, title }) => `${actor} wrote in “${title}”`,
    accepted: ({ title }) => `Your answer was accepted in “${title}”`,
  },
  somebody: 'Somebody',
  inWorkspace: (name) => `in ${name}`,
  open: 'Read it in Kontor',
  replyAbove: 'To answer, reply to this mail above this line',
  digestSubject: (count) => (count === 1 ? 'One new thing on Kontor' : `${count} new things on Kontor`),
  gatheredSubject: (count) =>
    count === 1 ? 'One more for you on Kontor' : `${count} more for you on Kontor`,
  digestIntro: {
    daily: 'What is new since yesterday and not yet read by you:',
    weekly: 'What is new this week and not yet read by you:',
    gathered: 'A lot happened within an hour. So that you do not get a mail for each, here is the rest:',
  },
  news: (count) => (count === 1 ? '1 new' : `${count} new`),
  by: (names) => `by ${names}`,
  more: (count) =>
    count === 1
      ? 'And one more on your notifications page.'
      : `And ${count} more on your notifications page.`,
  why: {
    mention: 'You get this mail because somebody mentioned you.',
    reply: 'You get this mail because somebody answered you.',
    deadline: 'You get this mail because something of yours is due soon.',
    signature: 'You get this mail because a commitment of your organisation waits for a signature.',
    membership: 'You get this mail because the members of a workspace of yours changed.',
    announcement: 'You get this mail because it was announced to all members.',
    watched: 'You get this mail because you watch this workspace or tag.',
    followed: 'You get this mail because you follow this discussion.',
    accepted: 'You get this mail because your answer was accepted.',
    digest: 'You get this mail because you asked for a digest of what is new.',
  },
  stop: {
    mention: 'Stop mails about mentions',
    reply: 'Stop mails about answers',
    deadline: 'Stop mails about deadlines',
    signature: 'Stop mails about signatures',
    membership: 'Stop mails about members',
    announcement: 'Stop mails about announcements',
    watched: 'Stop mails about new discussions',
    followed: 'Stop mails about discussions that I follow',
    accepted: 'Stop mails about accepted answers',
    digest: 'Stop the digest',
  },
  choose: 'Choose how you are told',
};
