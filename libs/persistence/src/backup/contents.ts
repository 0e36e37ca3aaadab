import { mongo } from 'mongoose';

/** The texts: read document by document (texts.ts), because compaction moves them while we read, and kept in one file. */
export const TEXTS = {
  heads: 'document_heads',
  log: 'document_log',
  snapshots: 'document_snapshots',
} as const;
export const TEXTS_FILE = 'texts';

/**
 * What no backup holds and what a restore leaves empty. Whatever else is in the database is backed up without being named
 * here, so that a new noun cannot be forgotten. That goes for what people have not sent yet as well (`threadDrafts`).
 *
 * Sessions: a stolen backup must open none, and after a restore everybody signs in again. Mails: their texts hold links
 * that open accounts and workspaces, and a restored queue would send old mail again. Attempts: only counters. Search: made anew
 * of what is restored.
 */
const LEFT_OUT = new Set([
  'sessions',
  'mails',
  'attempts',
  'restorations',
  'nodes',
  'search',
  'searchWordForms',
]);

/**
 * Read last, in this order. Everything else comes before the texts. Whoever refers is read before what is referred to, so
 * that a backup taken under load never names what it does not hold: a text is made before its record, a picture or a file is
 * stored before a text or a post shows it and its bytes before its entry, a person exists before a membership.
 */
const AFTER_TEXTS = [
  'images.files',
  'images.chunks',
  'attachments.files',
  'attachments.chunks',
  'invitations',
  'workspaces',
  'accounts',
  'organisations',
  'cities',
];

/** The collections to read before and after the texts. */
export async function collectionsOfBackup(db: mongo.Db): Promise<{ before: string[]; after: string[] }> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  const texts = new Set<string>(Object.values(TEXTS));
  const names = found
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !LEFT_OUT.has(name) && !texts.has(name));
  return {
    before: names.filter((name) => !AFTER_TEXTS.includes(name)).sort(),
    after: AFTER_TEXTS.filter((name) => names.includes(name)),
  };
}

/** Takes out of a record what a backup must not hold: the digest that a password-reset link is compared with. */
export function withoutSecrets(collection: string, record: Buffer): Uint8Array {
  if (collection !== 'accounts') return record;
  const account = mongo.BSON.deserialize(record, EXACT);
  return account['reset'] == null ? record : mongo.BSON.serialize({ ...account, reset: null });
}

/** Keeps numbers, binaries and all else of the type they are stored as. */
export const EXACT = { promoteValues: false } as const;
