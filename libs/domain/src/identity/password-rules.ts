import { KontorError } from '../kernel/kontor-error.js';
import { COMMON_PASSWORDS, COMMON_WORDS } from './common-passwords.js';

/** What a password must not be made of. */
export interface PasswordOwner {
  name: string;
  email: string;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i',
}; // prettier-ignore
const KEY_ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm']; // prettier-ignore
const ROWS_BOTH_WAYS = KEY_ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]);

/** The shortest own part worth comparing; two letters would refuse half of all good passwords. */
const OWN_PART = 4;
/** So many characters must remain once runs and common words are taken out. */
const SUBSTANCE = 6;

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const plain = (text: string): string => Array.from(text, (c) => LEET[c] ?? c).join('');

/** Length of the run along a keyboard row or the alphabet, or of one repeated character, that starts here. */
function runAt(text: string, start: number): number {
  let same = 1;
  while (text[start + same] === text[start]) same += 1;
  let longest = same;
  for (const row of ROWS_BOTH_WAYS) {
    const at = row.indexOf(text.charAt(start));
    if (at < 0) continue;
    let length = 1;
    while (start + length < text.length && row[at + length] === text[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** What is left when every run of three or more shrinks to one character. */
function withoutRuns(text: string): string {
  let left = '';
  for (let i = 0; i < text.length;) {
    const run = runAt(text, i);
    left += text.charAt(i);
    i += run >= 3 ? run : 1;
  }
  return left;
}

/** True for `abcabcabc`: one short piece over and over. */
const isRepetition = (text: string): boolean => (text + text).indexOf(text, 1) < text.length;

/** What is left when common words and the digits around them are taken out. */
function withoutWords(text: string): string {
  let left = text;
  for (const word of COMMON_WORDS) left = left.replaceAll(word, '');
  return left.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function ownParts({ name, email }: PasswordOwner): string[] {
  const local = fold(email).split('@')[0] ?? '';
  return [local, ...local.split(/[^\p{L}\p{N}]+/u), ...fold(name).split(/[^\p{L}\p{N}]+/u)].filter(
    (part) => part.length >= OWN_PART,
  );
}

/** @returns the rule that the password breaks, or null */
export function passwordFault(password: string, owner: PasswordOwner): string | null {
  const folded = fold(password);
  const plainly = plain(folded);
  if (COMMON_PASSWORDS.has(folded) || COMMON_PASSWORDS.has(plainly)) return 'common';
  if (ownParts(owner).some((part) => folded.includes(part) || plainly.includes(plain(part))))
    return 'own-name';
  if (new Set(folded).size < 5 || isRepetition(folded)) return 'repeated';
  if (withoutRuns(folded).length < SUBSTANCE) return 'sequence';
  if (withoutWords(folded).length < 3 || withoutWords(plainly).length < 3) return 'common';
  return null;
}

const SAYS: Readonly<Record<string, string>> = {
  common: 'is one of the most common passwords or made of common words and digits',
  'own-name': 'contains your name or address',
  repeated: 'repeats the same characters',
  sequence: 'is mostly a row of the keyboard, the alphabet or digits',
};

/** @throws KontorError weak-password, naming the rule */
export function requireStrongPassword(password: string, owner: PasswordOwner, field = 'password'): void {
  const rule = passwordFault(password, owner);
  if (rule === null) return;
  const message = SAYS[rule] ?? rule;
  throw new KontorError('weak-password', `This password ${message}.`, {
    errors: [{ field, rule: `password-${rule}`, message }],
  });
}
