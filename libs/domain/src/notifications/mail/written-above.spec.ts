import { writtenAbove } from './written-above.js';

const OURS = `--- To answer, reply to this mail above this line ---

Demo Editor, Tampere mentioned you in “How do you sign?”
in North Sea service transfer

  We sign at the counter.
`;
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

describe('what was written above a quoted mail', () => {
  it.each([
    ['nothing quoted', 'We do the same.\n\nSince 2024.', 'We do the same.\n\nSince 2024.'],
    [
      'a quote with a sentence',
      `Yes.\n\nOn Mon, 1 Mar 2026, Kontor <k@city.example> wrote:\n\n${quoted(OURS)}`,
      'Yes.',
    ],
    [
      'a sentence broken in two',
      `Ja.\n\nAm Mo., 1. März 2026 um 10:00 Uhr schrieb Kontor\n<k@city.example>:\n${quoted(OURS)}`,
      'Ja.',
    ],
    ['a Finnish sentence', `Kyllä.\n\nKontor kirjoitti 1.3.2026 klo 10:00:\n${quoted(OURS)}`, 'Kyllä.'],
    [
      'a head as desk programs write it',
      `Jah.\n\n________________________________\nSaatja: Kontor <k@city.example>\nSaadetud: 1. märts 2026\nAdressaat: Aino\nTeema: How?\n\n${OURS}`,
      'Jah.',
    ],
    [
      'our line in German',
      `Gut.\n\n> --- ${'Zum Antworten schreiben Sie oberhalb dieser Zeile'} ---\n> x`,
      'Gut.',
    ],
    ['a signature', `Fine.\n\n-- \nAino Korhonen\nCity of Tampere\n\n${quoted(OURS)}`, 'Fine.'],
    ['an answer whose last line ends with a colon and is all there is', `${quoted(OURS)}`, ''],
    [
      'a list above',
      `Two things:\n- a\n- b\n\nOn Monday Kontor wrote:\n${quoted(OURS)}`,
      'Two things:\n- a\n- b',
    ],
    ['a quote of somebody else, without our line', 'Agreed.\n\n> We sign at the counter.\n', 'Agreed.'],
    ['line ends of mail', `One\r\nTwo\r\n\r\n${quoted(OURS).replaceAll('\n', '\r\n')}`, 'One\nTwo'],
    ['nothing above', OURS, ''],
  ])('%s', (_what, mail, expected) => {
    expect(writtenAbove(mail)).toBe(expected);
  });

  it('takes no longer for what was made to take long', () => {
    const mail = `${'a '.repeat(5000)}:\n${'>'.repeat(5000)}\n${'-'.repeat(5000)}:`;
    expect(writtenAbove(mail).length).toBeLessThan(20_001);
  });
});
