import type { InvitationTexts } from './texts.js';

export const en: InvitationTexts = {
  roles: {
    coordinator: 'coordinator',
    editor: 'partner official (editor)',
    member: 'community member',
    'decision-maker': 'decision maker',
  },
  subject: ({ workspaceName }) => `Invitation to "${workspaceName}" on Kontor`,
  text: ({ inviterName, workspaceName, role, message, link, until }) => `Hello,

${inviterName} invites you to work together in "${workspaceName}" on Kontor, as ${role}.
${message === '' ? '' : `\n${inviterName} writes:\n\n${message}\n`}
Open this link to join:

${link}

The link works once, and until ${until} (UTC). If you do not know ${inviterName}, do nothing: nothing happens without you.
`,
};
