import { KontorError } from '@kontor/domain';

/**
 * A page may say whose words it carries. When somebody else has signed in on that device meanwhile, it must not bring
 * them under the newcomer's name.
 *
 * @param claimed - id of the person who wrote in that page; absent for stock clients
 * @throws KontorError `not-signed-in`: the person of the page is not the one whose session this is
 */
export function requireSamePerson(claimed: string | null | undefined, userId: string): void {
  if (claimed === null || claimed === undefined || claimed === userId) return;
  throw new KontorError('not-signed-in', 'Somebody else is signed in here now.');
}
