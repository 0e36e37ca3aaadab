import { crc32 } from 'node:zlib';

/** A ZIP file of these entries, none of them compressed, as office programs write their first one. */
export function aPackage(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, title, content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, rest, title]));
    locals.push(local);
    at += local.length;
  }
  const count = directory.length;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\u0005\u0006'), end]);
}

/** The least that each kind of file has by which it is known. */
export const SAMPLE_FILES = {
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  odt: aPackage({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }),
  ods: aPackage({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
  odp: aPackage({ mimetype: 'application/vnd.oasis.opendocument.presentation', 'content.xml': '<a/>' }),
  docx: aPackage({ '[Content_Types].xml': '<a/>', 'word/document.xml': '<a/>' }),
  xlsx: aPackage({ '[Content_Types].xml': '<a/>', 'xl/workbook.xml': '<a/>' }),
  pptx: aPackage({ 'ppt/presentation.xml': '<a/>', '[Content_Types].xml': '<a/>' }),
  txt: Buffer.from('Straße; one line\r\n\tand another\n'),
} as const;
