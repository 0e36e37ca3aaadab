import { UI_LANGUAGES, WORKSPACE_ROLES } from '@kontor/contracts';
import { invitationMail } from './invitation-mail.js';

const given = {
  inviterName: 'Demo Łukasz Šķērsons-Ōbergsson',
  workspaceName: 'North Sea service transfer',
  role: 'editor' as const,
  message: '',
  link: 'https://kontor.example/invitation#token=abc_123',
  expiresAt: new Date('2026-03-15T10:00:00Z'),
};

describe('the mail of an invitation', () => {
  it.each(UI_LANGUAGES)(
    'says in %s who invites, where to, as what, until when, and carries the link',
    (language) => {
      for (const role of WORKSPACE_ROLES) {
        const { subject, text } = invitationMail(language, { ...given, role });
        expect(subject).toContain(given.workspaceName);
        for (const part of [given.inviterName, given.workspaceName, given.link, '2026'])
          expect(text).toContain(part);
        expect(text).not.toMatch(/undefined|\[object/);
      }
    },
  );

  it('lets nothing that people type become a header or a line of ours', () => {
    const { subject, text } = invitationMail('en', {
      ...given,
      workspaceName: 'Nice\r\nBcc: victim@city.example\u2028\u0000',
      inviterName: 'A\nB',
      message: 'first\r\nsecond\u0007\u0000',
    });
    expect(subject).toBe('Invitation to "Nice Bcc: victim@city.example" on Kontor');
    expect(text).toContain('A B writes:\n\nfirst\nsecond\n');
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  });
});
