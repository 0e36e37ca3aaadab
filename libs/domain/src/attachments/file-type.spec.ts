import { aPackage, SAMPLE_FILES } from '@kontor/testing';
import { tidyName } from '../files/images.js';
import { typeOf } from './file-type.js';

describe('what kind of file it is', () => {
  it.each(Object.entries(SAMPLE_FILES))(
    'is known by the content of a %s, whatever its name',
    (type, bytes) => {
      expect(typeOf(bytes, 'holiday.exe')).toBe(type);
    },
  );

  it('is for texts said by their names, since all of them are only letters', () => {
    expect(typeOf(Buffer.from('a;b\n1;2\n'), 'Figures.CSV')).toBe('csv');
    expect(typeOf(Buffer.from('# Notes'), 'notes.md')).toBe('md');
    expect(typeOf(Buffer.from('\ufeffŁódź'), 'notes.docx')).toBe('txt');
    // As spreadsheets of old write it: not UTF-8.
    expect(typeOf(Buffer.from('Stra\u00dfe;7\r\n', 'latin1'), 'streets.csv')).toBe('csv');
  });

  const { docx, odt } = SAMPLE_FILES;
  const html = '<!doctype html><script>alert(1)</script>';
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from(html)],
    ['a page after empty lines', Buffer.from(`\ufeff\n\n  ${html}`)],
    ['a page after a remark', Buffer.from(`<!-- notes -->${html}`)],
    ['a drawing with a script', Buffer.from(svg)],
    ['a drawing after a declaration', Buffer.from(`<?xml version="1.0"?>${svg}`)],
    ['a PDF behind a page', Buffer.from(`${html}%PDF-1.7`)],
    ['a PDF behind a line of text', Buffer.from('hello\n%PDF-1.7\n\u0000')],
    ['a PDF behind white space', Buffer.from(' %PDF-1.7')],
    ['rich text, which may hold anything', Buffer.from('{\\rtf1 hello}')],
    ['PostScript, which is a program', Buffer.from('%!PS-Adobe-3.0')],
    ['a program of Windows', Buffer.from('MZ\u0090\u0000\u0003')],
    ['a program of Linux', Buffer.from('\u007fELF')],
    ['text with a NUL', Buffer.from('harmless\u0000\u0001')],
    ['text that steers a terminal', Buffer.from('\u001b]0;gone\u0007')],
    ['an archive of whatever', aPackage({ 'setup.exe': 'MZ' })],
    ['an archive of nothing', aPackage({})],
    ['a program for Java', aPackage({ 'META-INF/MANIFEST.MF': '', 'A.class': '' })],
    ['a book', aPackage({ mimetype: 'application/epub+zip', 'a.xhtml': html })],
    ['a template', aPackage({ mimetype: 'application/vnd.oasis.opendocument.text-template', a: '' })],
    ['an office file of no kind', aPackage({ '[Content_Types].xml': '', 'other/document.xml': '' })],
    [
      'a DOCX with macros',
      aPackage({ '[Content_Types].xml': '', 'word/document.xml': '', 'word/vbaProject.bin': '' }),
    ],
    [
      'an ODT with macros',
      aPackage({ mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': '' }),
    ],
    ['a DOCX with a page behind it', Buffer.concat([docx, Buffer.from(html)])],
    ['a DOCX with a page before it', Buffer.concat([Buffer.from(html), docx])],
    ['a DOCX with another archive behind it', Buffer.concat([docx, aPackage({ 'setup.exe': 'MZ' })])],
    ['a DOCX cut off', docx.subarray(0, docx.length - 30)],
    ['an ODT cut off', odt.subarray(0, 60)],
    ['only a signature', Buffer.from('PK\u0003\u0004')],
    ['a directory that lies', Buffer.concat([docx.subarray(0, docx.length - 6), Buffer.alloc(6, 255)])],
  ])('is none that is taken for %s', (_what, bytes) => {
    expect(typeOf(bytes, 'invoice.pdf')).toBeNull();
  });

  it.each([
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['C:\\temp\\Straße 7.PDF', 'pdf', 'Straße 7.pdf'],
    ['invoice\u202efdp.exe', 'pdf', 'invoicefdp.pdf'],
    ['report.pdf.exe', 'docx', 'report.pdf.docx'],
    ['nul\u0000l.txt', 'txt', 'null.txt'],
    ['CON.txt', 'txt', 'fileCON.txt'],
    ['.htaccess', 'txt', 'file.txt'],
    [`${'ß'.repeat(300)}.pdf`, 'pdf', `${'ß'.repeat(80)}.pdf`],
    ['', 'csv', 'file.csv'],
  ])('is the ending of its name, which can do no harm: %j as %s', (given, ending, shown) => {
    expect(tidyName(given, ending)).toBe(shown);
  });
});
