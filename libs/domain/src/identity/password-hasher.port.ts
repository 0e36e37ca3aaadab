/** Slow, salted hashing. An adapter bounds how many hashes run at once. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** @param hash null takes exactly as long and is never right: an unknown address must not answer faster */
  verify(hash: string | null, password: string): Promise<boolean>;
}
