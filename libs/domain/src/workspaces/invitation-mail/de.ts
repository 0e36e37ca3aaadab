import type { InvitationTexts } from './texts.js';

export const de: InvitationTexts = {
  roles: {
    coordinator: 'Koordination',
    editor: 'Partnerbehörde (Bearbeitung)',
    member: 'Mitglied der Gemeinschaft',
    'decision-maker': 'Entscheidung',
  },
  subject: ({ workspaceName }) => `Einladung zu „${workspaceName}“ auf Kontor`,
  text: ({ inviterName, workspaceName, role, message, link, until }) => `Guten Tag,

${inviterName} lädt Sie ein, in „${workspaceName}“ auf Kontor mitzuarbeiten. Ihre Rolle: ${role}.
${message === '' ? '' : `\n${inviterName} schreibt:\n\n${message}\n`}
Öffnen Sie diesen Link, um beizutreten:

${link}

Der Link gilt einmal und bis zum ${until} (UTC). Kennen Sie ${inviterName} nicht, brauchen Sie nichts zu tun: Ohne Sie
geschieht nichts.
`,
};
